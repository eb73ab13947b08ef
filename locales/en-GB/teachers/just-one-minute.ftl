### Just one minute: the teacher's notes.

just-one-minute-aim = Children can say what a school device is for, notice when one minute has grown, and come back and say so without fuss.
just-one-minute-ask-1 = Who paid for Yusuf’s minute, apart from Yusuf himself?
just-one-minute-ask-2 = The same football page went into both boxes. What made the difference?
just-one-minute-ask-3 = Why did it feel so short, to Yusuf and to his dad? What does a game do to keep you in it?
just-one-minute-listen-1 = “It harms nobody.” One game is small. Count together what it used up: his time, Ela’s work, the Wi-Fi everybody shares. Nobody needs to name a classmate.
just-one-minute-listen-2 = “Games are bad.” It is about purpose and moment. A game that you chose for the lesson is a school purpose; so is any page a task needs.
just-one-minute-listen-3 = “If I come back, they will know.” Coming back and saying so is what helps. Thank the child for it and let the lesson go on.
