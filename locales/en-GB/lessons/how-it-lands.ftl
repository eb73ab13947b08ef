### How it lands: what a child sees and hears. Key Stage 2: at most 18 words a sentence.

how-it-lands-title = How it lands

## Sent with a grin, read without one

how-it-lands-sends = Great goal today, Yusuf! Shame it was in our own net! Ha! And… send.
how-it-lands-reads = Great goal today, Yusuf. Shame it was in our own net.
how-it-lands-biscuit = The same words, but the grin did not travel with them. Yusuf’s cat, Biscuit, has been missing since breakfast. Zofia does not know.

## The thread with Yusuf

how-it-lands-with-yusuf = Yusuf
how-it-lands-joke = Great goal today, Yusuf! Shame it was in our own net!
how-it-lands-not-funny = Not funny. Leave me alone.
how-it-lands-not-a-joke = It did not land as a joke. What could Zofia do?
how-it-lands-touchy = It was only a joke. You are so touchy!
how-it-lands-bye = Fine. Bye.
how-it-lands-touchy-because = It may have been only a joke. Now Yusuf has no cat and nobody to tell about it.
how-it-lands-sorry = Sorry, that came out wrong. Are you all right?
how-it-lands-ran-off = Not really. Biscuit has run off.
how-it-lands-coming = Oh no! I will help you look.
how-it-lands-sorry-because = Sorry, and then a question. Now Zofia knows what her joke landed on.
how-it-lands-king = Ha ha! Own-goal king of Year Five!
how-it-lands-stop = Stop it.
how-it-lands-king-because = Stop is a short word and a clear one. From then on, only one of them is playing.
how-it-lands-ring = Wait a bit, then ring him
how-it-lands-ring-because = On the phone Zofia hears his voice wobble. Written words cannot wobble.

## Biscuit

how-it-lands-looking = I did not know about Biscuit. Shall we look together?
how-it-lands-found = There he is, asleep in my kit bag! Even the cat was hiding from that goal.
how-it-lands-his-joke = It is the same goal, and now Yusuf is laughing. This time he made the joke himself.
how-it-lands-hat = Ela’s new hat looks like a hat for a teapot! I am going to write that to her.

## Before it is sent

how-it-lands-before = What could Zofia do before she sends it?
how-it-lands-laughing-faces = Add six laughing faces
how-it-lands-six-faces = A hat for a teapot? And six faces, all laughing at me.
how-it-lands-with-or-at = Zofia meant laughing with Ela. The faces did not say which.
how-it-lands-grumpy-voice = Read it in a grumpy voice
how-it-lands-grumpy = Your new hat belongs on a teapot. Oh. In a grumpy voice that is just rude.
how-it-lands-bobble = So she writes: I like your bobble. That sounds nice in every voice, even a grumpy one.
how-it-lands-to-her-face = Say it face to face
how-it-lands-pour = A hat for a teapot? Then you may pour me a cup!
how-it-lands-sees = Zofia can see Ela smile. If the smile had slipped, she could have stopped at once.

## The football club

how-it-lands-with-club = Football club, school page
how-it-lands-helper = Mrs Bell helps at football club. Thursday is Gran’s birthday. What could Zofia answer?
how-it-lands-thursday = Hello, team, it is Mrs Bell. Friday’s match has moved to Thursday.
how-it-lands-who-comes = Who can come?
how-it-lands-whatever = Whatever.
how-it-lands-yes-or-no = Is that a yes or a no, Zofia?
how-it-lands-whatever-because = One word, and Mrs Bell has to guess. In her head it sounds crosser than Zofia feels.
how-it-lands-spoiled = You spoil everything! Thursday is Gran’s birthday!
how-it-lands-did-not-know = I am sorry, Zofia. I did not know.
how-it-lands-spoiled-because = Mrs Bell did not know about Gran. Zofia did not know about Biscuit. Messages land on grown-ups, too.
how-it-lands-kind-no = Sorry, I cannot come. It is Gran’s birthday. Thank you for telling us.
how-it-lands-party = Thank you for letting me know. Enjoy the cake!
how-it-lands-kind-no-because = Polite does not have to mean yes. This is a no that is easy to read.
how-it-lands-ask-home = Ask at home, then answer
how-it-lands-ask-home-because = Nobody needs the answer this minute. And Gran, it turns out, would love to watch the match.

## Own goals

how-it-lands-own-goals = Mrs Bell says she once scored three own goals. I only need two more!

how-it-lands-remember = I think about how my words will land before I send them.
how-it-lands-talk = How can you tell that somebody has stopped finding a joke funny?
