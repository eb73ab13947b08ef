### The new lesson: what a child sees and hears. Key Stage 1: at most 10 words a sentence; Key Stage 2: at most 18.

the-new-lesson-title = The new lesson
the-new-lesson-start = Hm. I do not know this page.
the-new-lesson-question = What could Kofi do?
the-new-lesson-ask-him = Ask Mr Okoro
the-new-lesson-guess = Guess
the-new-lesson-good-question = Good that you asked. Let us look together.
the-new-lesson-guessed = Kofi guessed. Now he is even less sure.
the-new-lesson-remember = I can ask when I am not sure.
the-new-lesson-talk = Who do you ask when you are not sure?
