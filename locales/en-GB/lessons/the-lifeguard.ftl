### The lifeguard: what a child sees and hears. Key Stage 1: at most 10 words a sentence.

the-lifeguard-title = The lifeguard

## At the pool

the-lifeguard-who = Who is that, up on the tall chair?
the-lifeguard-her = That is the lifeguard. She watches the water.
the-lifeguard-why = Why does the lifeguard watch?
the-lifeguard-hats = To see funny hats
the-lifeguard-safe = To keep swimmers safe
the-lifeguard-catch = To tell swimmers off
the-lifeguard-duck = Do you like my duck?
the-lifeguard-not-hats = A lovely duck. But she looks for swimmers who need help.
the-lifeguard-tired = Somebody is tired and waves. She comes at once.
the-lifeguard-smiled = I splashed, and she smiled at me!
the-lifeguard-everyone = She looks out for everyone. Even for splashy Mr Okoro.

## Here too

the-lifeguard-playground = On the playground, grown-ups look out for us.
the-lifeguard-may-check = I may check the tablets too, to keep you safe.
the-lifeguard-spying = Like a lifeguard? Or like a spy?

## Spy or lifeguard?

the-lifeguard-spy-or = Who does this, a spy or a lifeguard?
the-lifeguard-spy = A spy
the-lifeguard-lifeguard = A lifeguard
the-lifeguard-hides = Hides and peeks
the-lifeguard-hides-why = Spies hide in plant pots. Mr Okoro does not fit.
the-lifeguard-tells = Tells us about checking
the-lifeguard-tells-why = Mr Okoro told the whole class. It is no secret.
the-lifeguard-all = Looks out for everyone
the-lifeguard-all-why = Everyone gets looked after. Nobody has to be bad first.
the-lifeguard-peeks = Peeks at a friend’s screen
the-lifeguard-peeks-why = Peeking helps nobody. You can ask, may I see?

## Kofi's question

the-lifeguard-typed = Kofi asks his tablet, how do I stop bad dreams?
the-lifeguard-saw = Kofi, I was checking, and I saw your question.
the-lifeguard-what-now = What could Kofi do?
the-lifeguard-trouble = Ask, am I in trouble?
the-lifeguard-hide = Hide under the table
the-lifeguard-tell = Tell Mr Okoro
the-lifeguard-no-trouble = You are not in trouble. Bad dreams are hard. I want to help.
the-lifeguard-hello-shoes = Hello, shoes. I am not cross.
the-lifeguard-sit = I will sit here. Come out when you like.
the-lifeguard-snail = A giant snail eats our school. Very, very slowly.
the-lifeguard-thank-you = No wonder you yawn. Thank you for telling me.

## At home

the-lifeguard-gran = I am a bit worried. I will talk to Gran. She can help.
the-lifeguard-lamp = Gran listened. Now an owl lamp looks out for me.
the-lifeguard-wave = Nobody can see everything. So wave, or tell someone.

the-lifeguard-remember = I know grown-ups may check, like lifeguards for tablets.
the-lifeguard-talk = Who looks out for you, and where?
