### Robin's traffic lights: what a child sees and hears. Key Stage 1: at most 10 words a sentence.

traffic-lights-title = Robin’s traffic lights

## Jam tarts

traffic-lights-made = I made traffic lights from jam tarts, to share later.
traffic-lights-colours = Green means go. Amber means ask. Red means stop.
traffic-lights-road = Like on the road! They keep us safe.

## Which light?

traffic-lights-which = On a tablet, which light fits?
traffic-lights-go = Green, go
traffic-lights-ask = Amber, ask
traffic-lights-stop = Red, stop
traffic-lights-star = Send Kofi a star
traffic-lights-star-why = Kofi’s rocket got a star. He smiled until lunch.
traffic-lights-rubbish = Write, your owl is rubbish
traffic-lights-rubbish-why = The words are on a screen. The sad feeling is real.
traffic-lights-my-hair = Purple hair on your photo
traffic-lights-my-hair-why = It is your own picture. Purple suits you.
traffic-lights-his-hair = Purple hair on Tomos’s photo
traffic-lights-his-hair-why = He might laugh. He might not. Tomos can tell you.
traffic-lights-yes = Press a big yes button
traffic-lights-yes-why = Yes to what? Nobody knows. A grown-up can look first.

## The laughing face

traffic-lights-shared = I shared my owl with the class. It took ages.
traffic-lights-tap = Ha ha! I sent it a laughing face.
traffic-lights-hurt = Oh. He is laughing at my owl.

## What could Tomos do?

traffic-lights-what-now = What could Tomos do now?
traffic-lights-only = Say it does not count
traffic-lights-feel = Ask how she feels
traffic-lights-more = Keep laughing
traffic-lights-undo = Take it back
traffic-lights-only-said = It does not count. It is only a screen.
traffic-lights-here = The screen is there. My sad feeling is in here.
traffic-lights-asked = Did my laughing face make you sad?
traffic-lights-serious = Yes. It is a very serious owl.
traffic-lights-sorry = Sorry, Aisha. I laughed because I liked it.
traffic-lights-joined = Now more children laugh. Aisha tells Mr Okoro.
traffic-lights-thank-you = Thank you for telling me. Let us sort this out together.
traffic-lights-seen = I saw it before you took it back.
traffic-lights-sorry-too = Then I am sorry too. I do like your owl.

## Crumbs

traffic-lights-finger = I choose what my finger taps. I choose a star.
traffic-lights-who-ate = Robin! Who ate our red light?
traffic-lights-robin = That was me. I was not sure, and did not ask.

traffic-lights-remember = I choose to be kind. Not sure? I ask!
traffic-lights-talk = Which moments on a tablet are amber for you?
