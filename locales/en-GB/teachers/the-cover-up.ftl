### The cover-up: the teacher's notes.

the-cover-up-aim = Children can hide something upsetting, leave it there and tell an adult, and know that telling is never what gets them into trouble.
the-cover-up-ask-1 = How did Aisha feel when the picture came up by itself? Where in the body do you notice that feeling?
the-cover-up-ask-2 = Why do we leave the page there instead of closing it?
the-cover-up-listen-1 = “I will be in trouble.” Say plainly that nobody is told off for telling, also when they clicked on something first.
the-cover-up-listen-2 = “Switch it off quickly.” The page is needed so that the filter can be mended; hiding it is enough to stop looking.
