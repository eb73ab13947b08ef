### The note home: the teacher's notes.

the-note-home-aim = Children know that staff may check what happens on school devices and talk with families, that a check begins a conversation, and that they are heard.
the-note-home-ask-1 = What did the filter know about lunch-time, and what could it not know?
the-note-home-ask-2 = What does our school check, and what does it not? Say what your school really does, and who sees it.
the-note-home-ask-3 = Why did Mr Okoro not tell Yusuf who it was? What would you want him to keep private about you?
the-note-home-listen-1 = “They check to catch us.” Checking can clear somebody, or find somebody who needs help. Be honest: if a rule was broken on purpose, staff talk with the child and the family, too.
the-note-home-listen-2 = “A note home means trouble.” It means a grown-up is worried and home should know. If a child seems frightened of that, speak to the safeguarding lead before anybody contacts home.
the-note-home-listen-3 = “Somebody used my login, so it is my fault.” Logging off helps; forgetting happens. What somebody else did is not your doing. Say so as soon as you notice.
