### Whose picture is it?: what a child sees and hears. Key Stage 1: at most 10 words a sentence.

whose-picture-title = Whose picture is it?

## Rub, rub, rub

whose-picture-in-the-way = I want to draw a dragon. But here is a rocket.
whose-picture-rub = Rub, rub, rub. It opened, so I can use it.
whose-picture-where = Where is my rocket? It took me all morning.

## How does it feel?

whose-picture-feel = How might Kofi feel?
whose-picture-fine = Fine
whose-picture-sad = Sad
whose-picture-cross = Cross
whose-picture-not-fine = Not fine. I feel like an empty biscuit tin.
whose-picture-so-sad = Yes. I had just drawn the last star.
whose-picture-so-cross = A bit. I wanted to show my gran.

## How could it be put right?

whose-picture-what-now = What could Tomos do now?
whose-picture-own-up = Say sorry
whose-picture-nothing = Say nothing
whose-picture-draw = Draw a new rocket
whose-picture-ask = Tell Mr Okoro
whose-picture-it-was-me = It was me. I thought nobody needed it. Sorry.
whose-picture-ate-it = Thank you for telling me. I thought the tablet ate it.
whose-picture-heavy = Kofi hunts all playtime. Tomos has a wobbly tummy.
whose-picture-new = Here you are! A new rocket.
whose-picture-cat = That is kind. But mine had my cat in it.
whose-picture-confess = Mr Okoro, I made a mistake.
whose-picture-thank-you = Thank you for telling me. What happened?

## In the bin

whose-picture-get-back = I rubbed out Kofi’s rocket. Can it come back?
whose-picture-try-bin = Sometimes we can. Let us look in the bin.
whose-picture-banana = There is only a banana skin.
whose-picture-other-bin = I meant the bin in the tablet, Tomos.
whose-picture-found = My rocket! And it does not smell of banana at all.

## Whose tile?

whose-picture-tiles = Tomos wants his own dragon. Which tile is his?
whose-picture-kofi = Kofi’s rocket
whose-picture-kofi-why = This one is Kofi’s. Tomos leaves it shut.
whose-picture-aisha = Aisha’s owl
whose-picture-aisha-why = Aisha’s owl. Tomos can ask her to show him.
whose-picture-class = Our class hands
whose-picture-class-why = We all made this one. We ask before we change it.
whose-picture-no-name = No name
whose-picture-no-name-why = It looks empty. It could be somebody’s, so we ask.
whose-picture-tomos = Tomos’s dragon
whose-picture-tomos-why = A dragon in red socks. That is his own.

## Friends

whose-picture-may-i = Kofi, may I put a dragon in your rocket?
whose-picture-small-one = Yes, please! A small one, with socks.

whose-picture-remember = I only open and rub out what is mine.
whose-picture-talk = How could we help when somebody’s work gets lost?
