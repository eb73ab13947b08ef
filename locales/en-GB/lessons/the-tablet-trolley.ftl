### The tablet trolley: what a child sees and hears. Key Stage 1: at most 10 words a sentence.

the-tablet-trolley-title = The tablet trolley

## Maths time

the-tablet-trolley-squeak = Squeak, squeak, squeak. Here comes the tablet trolley.
the-tablet-trolley-maths = Maths time! Please count the frogs with a friend.
the-tablet-trolley-ooh = Ooh, racing cars! They are on here, so we can play.

## Cars or frogs?

the-tablet-trolley-what-now = What could Tomos and Aisha do?
the-tablet-trolley-race = Race the cars
the-tablet-trolley-count = Count the frogs
the-tablet-trolley-ask = Ask Mr Okoro
the-tablet-trolley-vroom = Vroom! I won! I won again!
the-tablet-trolley-watched = I only watched. And nobody counted the frogs.
the-tablet-trolley-asleep = The frogs fell asleep waiting. One tap wakes them.
the-tablet-trolley-five = Three here and two there. That makes five!
the-tablet-trolley-hopped = They hopped! So this is a game too.
the-tablet-trolley-surprised = Racing cars? I did not know those were there!
the-tablet-trolley-thank-you = Thank you for asking. We have frogs to count.

## Now, later, at home

the-tablet-trolley-when = It is maths time. When could we use this?
the-tablet-trolley-now = Now
the-tablet-trolley-later = Later at school
the-tablet-trolley-home = At home
the-tablet-trolley-sums = More sums
the-tablet-trolley-sums-why = It is maths time. Sums, it is your turn!
the-tablet-trolley-story = Our class story
the-tablet-trolley-story-why = We read it at story time. The dragon will wait.
the-tablet-trolley-cars = Racing cars
the-tablet-trolley-cars-why = School tablets are for school work. Races are for home.
the-tablet-trolley-pirate = Draw a pirate
the-tablet-trolley-pirate-why = Art time has room for pirates. So does home.
the-tablet-trolley-shop = The toy shop
the-tablet-trolley-shop-why = Shops want money. That is for grown-ups, at home.

## Bedtime for tablets

the-tablet-trolley-bedtime = Squeak, squeak. The tablets roll off to bed.
the-tablet-trolley-good-night = Good night, frogs.

the-tablet-trolley-remember = I do school work on school tablets.
the-tablet-trolley-talk = How can you tell what a tablet is for today?
