### The new lesson: the teacher's notes.

the-new-lesson-aim = Children can ask an adult when they are not sure.
the-new-lesson-ask-1 = What made Kofi unsure?
the-new-lesson-listen-1 = “Asking is babyish.” Tell them whom you ask yourself when you are not sure.
