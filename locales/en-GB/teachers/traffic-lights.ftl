### Robin's traffic lights: the teacher's notes.

traffic-lights-aim = Children know that how they behave on a screen is their own choice, that it reaches real people, and that not being sure is a reason to ask.
traffic-lights-ask-1 = Purple hair was green on your own photo and amber on Tomos’s. What is different?
traffic-lights-ask-2 = Tomos laughed because he liked the owl. How could Aisha have known? What does a screen leave out?
traffic-lights-ask-3 = Where could Aisha get help if the laughing went on?
traffic-lights-listen-1 = “It is only a screen.” Somebody reads it, and may read it alone. Ask how the same words would feel said aloud in the classroom.
traffic-lights-listen-2 = “It was only a joke.” It is a joke when both laugh. If we cannot see the other face, that is an amber: ask, and put it right if it hurt.
traffic-lights-listen-3 = “That is telling tales.” Telling gets help, for Aisha and for Tomos too. Nobody has to bear unkindness alone, and nobody is in trouble for telling.
