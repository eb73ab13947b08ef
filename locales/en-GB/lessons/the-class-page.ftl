### The class page: what a child sees and hears. Key Stage 2: at most 18 words a sentence.

the-class-page-title = The class page

## Forty pictures

the-class-page-goats = We are making a page about our farm trip. We have forty pictures. Thirty are goats.
the-class-page-friday = It opens on Friday. Families can see it, and so can Mrs Bell, our cook.

## Ready, ask or leave out

the-class-page-sort = Which box does each thing belong in?
the-class-page-box-ready = Ready
the-class-page-box-ask = Ask first
the-class-page-box-out = Leave it out
the-class-page-card-map = Our own map of the farm
the-class-page-because-map = Four children drew it, and all four said yes. Nobody’s face is on it, unless you count goats.
the-class-page-card-asleep = Yusuf asleep on the coach
the-class-page-because-asleep = It is Yusuf’s face. His family said yes to photos, but nobody has asked Yusuf.
the-class-page-card-kofi = Kofi’s drawing of a tractor
the-class-page-because-kofi = Kofi drew it, so it is Kofi’s. Nobody in Year Two is too small to be asked.
the-class-page-card-custard = A joke about lumpy custard
the-class-page-because-custard = Mrs Bell made that custard. She would not complain. She would only stop singing in the kitchen.
the-class-page-card-names = Our faces with full names
the-class-page-because-names = A face and a full name together tell strangers a lot. Our page leaves the names off.

## Asking Yusuf

the-class-page-may-we = Yusuf, may we use the one of you asleep?
the-class-page-potato = That one? Yes! I look like a happy potato.
the-class-page-goat = But please, not the goat one. I am smiling, but I was scared stiff.
the-class-page-guessed = I would have guessed it the other way round.

## Whose song is it?

the-class-page-song = Yusuf wants a pop song on the page. What could they do?
the-class-page-ten-seconds = Use only ten seconds
the-class-page-credit = Name the singer
the-class-page-own-tune = Make their own tune
the-class-page-for-sharing = Find one to share
the-class-page-bite = Yusuf, if I take one small bite of your sandwich, whose sandwich is it?
the-class-page-hole = Mine. With a hole in it. Oh, I see.
the-class-page-not-yes = That is polite. But the singer still has not said yes.
the-class-page-band = We have a recorder, two spoons, and Mr Okoro as a goat. We did ask him.
the-class-page-shared = I found a tune whose maker says: “Share it, and put my name beside it.” So we did.

## The best photo

the-class-page-best = This photo is the best. Everyone is in it!
the-class-page-said-no = Not that one, please. My family said no to photos of me.
the-class-page-photo = The page still needs a picture. What could the class do?
the-class-page-ask-why = Ask Zofia why
the-class-page-star = Put a star on her face
the-class-page-no-complaint = Use it anyway
the-class-page-different = Take a new picture
the-class-page-rather-not = I would rather not say.
the-class-page-enough = And she need not. The reason stays with her family. No is enough.
the-class-page-under-star = Now I am the one under the star. Everybody will ask about the star.
the-class-page-quiet = Zofia saw it the day before the page opened. She did not complain. She went very quiet.
the-class-page-not-a-yes = Quiet is not a yes. I have taken it out. Looking after that is my job, too.
the-class-page-boots = All our boots, in one long row. Look at that mud!
the-class-page-frogs = Mine are the ones with frog eyes.

## Friday

the-class-page-opened = On Friday the page opened. It had a map, a happy potato, boots and a tune. And goats.
the-class-page-comes-off = If something on it upsets you, or you change your mind, tell me. I can take it off.

the-class-page-remember = We ask who is in it, who made it and who it might upset.
the-class-page-talk = How can you tell that somebody minds when they do not complain?
