### The shared drive: what a child sees and hears. Key Stage 2: at most 18 words a sentence.

the-shared-drive-title = The shared drive

## A jungle

the-shared-drive-jungle = Our shared drive is a jungle! I love tidying. Watch me.
the-shared-drive-three-people = Ela, Yusuf and Zofia all keep work in here.

## Whose is it?

the-shared-drive-whose = Which files may Ela clear away? Find her own.
the-shared-drive-poem = Ela’s poem
the-shared-drive-poem-why = Hers, from last year. It rhymes owl with towel.
the-shared-drive-card = Card for Ela
the-shared-drive-card-why = Zofia made it, so it’s hers until she gives it. No peeking!
the-shared-drive-untitled = Untitled
the-shared-drive-untitled-why = No name on this one. Somebody made it, though, and Ela could ask who.
the-shared-drive-song = Yusuf’s song
the-shared-drive-song-why = That’s Yusuf’s. He’s still practising the loud bit.
the-shared-drive-owl = Ela’s owl
the-shared-drive-owl-why = Ela drew it. It’s the owl from the poem, before the towel.
the-shared-drive-photo = Class photo
the-shared-drive-photo-why = Everybody’s in it, and Mr Okoro put it here. It’s not only Ela’s.

## Too far

the-shared-drive-into-the-bin = Mine are done. Now this one, Untitled. Nobody needs that. Into the bin!
the-shared-drive-my-film = Has anyone seen my film? It took me all week, and it’s for assembly today!

## What now?

the-shared-drive-only-ela = Only Ela knows where it went. What could she do?
the-shared-drive-help-look = Help him look
the-shared-drive-own-up = Own up to Yusuf
the-shared-drive-empty = Empty the bin, quickly
the-shared-drive-behind-the-fish = They looked in the printer, in the cupboard and behind the fish. Only one of them knew it wasn’t there.
the-shared-drive-it-was-me = Yusuf, it was me. I thought it was nobody’s, so I binned it.
the-shared-drive-asked = You could have asked! I’d have told you.
the-shared-drive-still-there = All right. Thanks for telling me. Is it still in the bin?
the-shared-drive-not-sure = The computer asks: are you sure? Ela looks at Yusuf. She is not sure at all.

## Putting it back

the-shared-drive-order = How does the film come back? Tap the cards in order.
the-shared-drive-first-own-up = Own up to Yusuf
the-shared-drive-then-find = Find it together
the-shared-drive-then-back = Put it back
the-shared-drive-last-check = Check it plays
the-shared-drive-right = Owned up, found, put back and checked. And still ten minutes to assembly.
the-shared-drive-almost = Those are the four things. Yusuf is still searching, so telling him comes first.

## Assembly

the-shared-drive-no-peeking = I called it Untitled so that nobody would peek. It’s a cartoon about someone who helps our class.
the-shared-drive-tidiest = It’s starting! Here comes the tidiest person in Year Five. It’s Ela!
the-shared-drive-myself = Oh. I nearly tidied myself away.

the-shared-drive-remember = I ask whose it is before I tidy.
the-shared-drive-talk = Whose job is it to tidy a place that everybody shares?
