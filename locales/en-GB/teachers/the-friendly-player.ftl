### The friendly player: the teacher's notes.

the-friendly-player-aim = Children spot what gives them away, know that nobody can tell who is typing, and leave, block and tell, also when they have already said something.
the-friendly-player-ask-1 = Captain Puddle was kind for weeks. What was the first thing that made you wonder?
the-friendly-player-ask-2 = What is the difference between a surprise and a secret? Who may know about a birthday surprise?
the-friendly-player-ask-3 = Ela told something last week. Why is it still not her fault?
the-friendly-player-listen-1 = “I would know if someone was lying.” Nobody would: there is no face and no voice to go by, and even those can be borrowed or made up. Go by what is asked for.
the-friendly-player-listen-2 = “She told, so it is her fault.” The person who asked is responsible. If a child says that it happened to them, listen apart from the class, and tell the safeguarding lead today.
the-friendly-player-listen-3 = “Everybody online is dangerous.” Most players only want to play. The signs are wanting a name, a picture, a meeting or a secret, however nice somebody is.
