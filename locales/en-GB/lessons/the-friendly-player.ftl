### The friendly player: what a child sees and hears. Key Stage 2: at most 18 words a sentence.

the-friendly-player-title = The friendly player

## The castle

the-friendly-player-slide = Captain Puddle built this slide with me! We have played for weeks. Captain Puddle is never too busy.
the-friendly-player-only-a-room = Now Captain Puddle wants a picture of where I play. It is only a room.

## Only a room

the-friendly-player-look = What gives away who Ela is, or where to find her?
the-friendly-player-sign = Street sign
the-friendly-player-sign-because = It is outside the window, and still easy to read. A street is half an address.
the-friendly-player-pad = Game pad
the-friendly-player-pad-because = Lots of people have one like it. It gives nothing away, apart from jam on the buttons.
the-friendly-player-calendar = Calendar
the-friendly-player-calendar-because = Swimming, Saturdays at ten. It tells people where Ela will be, and when.
the-friendly-player-badge = School badge
the-friendly-player-badge-because = It is only on a jumper by the bed. But it names the place where Ela is five days a week.
the-friendly-player-letter = Letter
the-friendly-player-letter-because = Her full name and home address, both on one envelope.
the-friendly-player-book = Dragon book
the-friendly-player-book-because = It says that Ela likes dragons. Half of Year Five likes dragons.

## The thread

the-friendly-player-with = Captain Puddle
the-friendly-player-best-castle = Yours is the best castle in the whole game!
the-friendly-player-thanks = Thanks! I love your slide.
the-friendly-player-your-name = What is your real name? And your number? I am ten as well.
the-friendly-player-park = Meet me in the park on Saturday! It is our secret.
the-friendly-player-what-now = A name, a meeting, a secret. What could Ela do?
the-friendly-player-how-know = How do I know that you are ten?
the-friendly-player-pony = I just am! I have a pony, too.
the-friendly-player-how-know-because = Anybody can type ten, and anybody can type a pony. Nobody can hear a lie in typed words, not even parents.
the-friendly-player-block = Leave, block and tell Mum
the-friendly-player-block-because = The game goes quiet. Then Mum helps Ela to report it, so the people who run the game can look into it.
the-friendly-player-which-park = I am Ela! Which park?
the-friendly-player-big-one = The big one. Do not tell your mum!
the-friendly-player-which-park-because = Somebody who wants Mum left out is a reason to fetch Mum. Ela can still stop here, and tell.
the-friendly-player-show = Show Mum the messages
the-friendly-player-show-because = Mum reads them all, so Ela need not find the words. Then they leave, block and report together.

## One more thing

the-friendly-player-last-week = Nobody knows this. Last week I told Captain Puddle which school I go to.
the-friendly-player-fault = Ela thinks that it is her own fault. What could she do?
the-friendly-player-only-zofia = Tell only Zofia
the-friendly-player-both = I will not tell anybody. But now I am worried too. Shall we both go to your mum?
the-friendly-player-tell-mum = Tell Mum that bit too
the-friendly-player-not-yours = I am so glad you told me. It is not your fault. The one who asked did wrong.
the-friendly-player-tell-teacher = Tell Mr Okoro
the-friendly-player-okoro = Thank you, Ela. It is not your fault. I will ring your mum, so we can all help.
the-friendly-player-keep = Keep it to herself
the-friendly-player-pillow = The secret gets into bed with her and takes up all the room. Mum is still awake downstairs.

## Mum’s boat

the-friendly-player-boat = I once bought a boat from somebody very friendly. There was no boat. It happens to grown-ups too.
the-friendly-player-who = Who was Captain Puddle? After all those weeks of playing, Ela still does not know.
the-friendly-player-zofia = You have known me since nursery. May I add a boat? A real one, this time!

the-friendly-player-remember = I leave, block and tell if somebody online wants my name or a meeting.
the-friendly-player-talk = What made it hard for Ela to tell, and what could make it easier?
