### The prize letter: the teacher's notes.

the-prize-letter-aim = Children open an attachment when they know the sender and expected it, and otherwise ask an adult, or the sender face to face, first.
the-prize-letter-ask-1 = The message had Yusuf’s name on it. What made it odd all the same? Listen for hurry, secrecy and no reason given.
the-prize-letter-ask-2 = Why did it not help to ask “Is it you?” in the same message?
the-prize-letter-ask-3 = Mr Okoro could not tell by looking. What did he do, and why with the number the school already had?
the-prize-letter-listen-1 = “I know the name, so it is safe.” A name is a label that somebody else can use. Known and expected is a better test; if not both, ask.
the-prize-letter-listen-2 = “Anything odd is a trick.” One odd message was real. Asking loses nothing: a real letter is still there after somebody has checked.
the-prize-letter-listen-3 = “I have opened one, so I had better say nothing.” Opening by mistake is no broken promise. The sooner an adult knows, the less there is to mend; thank the child.
