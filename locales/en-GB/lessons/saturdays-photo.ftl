### Saturday’s photo: what a child sees and hears. Key Stage 2: at most 18 words a sentence.

saturdays-photo-title = Saturday’s photo

## Saturday

saturdays-photo-helmet = Kofi is sleeping over at ours. Look, he has found a helmet!
saturdays-photo-sir-kofi = I am Sir Kofi! I guard the biscuits!
saturdays-photo-sent = Click. Ela sends the photo to her class group. Kofi is six. He has no phone, and nobody has asked him.

## The group on Sunday

saturdays-photo-with = Class group
saturdays-photo-meet = Meet Sir Kofi!
saturdays-photo-laugh = Ha ha! Nice saucepan!
saturdays-photo-baby = What a baby. Saucepan Head!
saturdays-photo-cousin = I am sending it to my cousin.
saturdays-photo-sunday = By Sunday there are forty comments, and Kofi cannot see one. What could Yusuf do?
saturdays-photo-egg = He looks like a boiled egg in a hat!
saturdays-photo-egg-egg = Boiled egg! Boiled egg!
saturdays-photo-egg-because = That makes forty-two. Yusuf only meant the picture. But names like that jump off pictures and onto people.
saturdays-photo-watch = Just watch and say nothing
saturdays-photo-watch-because = Yusuf wrote nothing unkind. But Ela can see that he looked, and she thinks he is laughing too.
saturdays-photo-did-anybody = Did anybody ask Kofi?
saturdays-photo-take-back = Good question. I take back my ha ha.
saturdays-photo-no-ask = No. I did not think of it.
saturdays-photo-did-anybody-because = Four words, and not one of them cross. The laughing slows down, and Ela starts to think.
saturdays-photo-show-dad = Show Dad the group
saturdays-photo-show-dad-because = Dad reads it to the end and thanks Yusuf for showing him. Nobody answers at Ela’s, so he leaves a message.

## Monday

saturdays-photo-how-know = A big boy called me Saucepan Head. How does he know about my helmet?
saturdays-photo-what-now = Kofi did not know about the photo. What could Ela do now?
saturdays-photo-say-funny = Say it was funny
saturdays-photo-being-a-knight = I was not being funny. I was being a knight.
saturdays-photo-wait = Wait and see
saturdays-photo-song = By home time somebody has drawn big ears on it. By Tuesday there is a song.
saturdays-photo-ask-kofi = Ask Kofi first
saturdays-photo-want-gone = I want it gone. My helmet was only for your house.
saturdays-photo-sorry = Then it comes down as soon as I am home. I am sorry that I did not ask you first.
saturdays-photo-take-down = Take it down later
saturdays-photo-down = Gone from the group, and that helps. But one copy is on a cousin’s phone, where Ela cannot reach.
saturdays-photo-longer-arms = Then I need somebody with longer arms.

## Who can help

saturdays-photo-who-helps = It happened on a Saturday, at home, on Ela’s own phone. Who could help?
saturdays-photo-nobody = Nobody, school was shut
saturdays-photo-by-itself = School was shut on Saturday. On Monday the nickname walked in all by itself, and sat next to Kofi at lunch.
saturdays-photo-mum = Ela’s mum
saturdays-photo-ring = Thank you for telling me. Let us ring Kofi’s mum together. Then we ask for the other copies to go.
saturdays-photo-teacher = Mr Okoro
saturdays-photo-came-in = Thank you for telling me. Kofi is sad here, so it is my business too. I will talk with both families.

## Next Saturday

saturdays-photo-next-saturday = It takes some phone calls and some days, but the name fades. Next Saturday Kofi comes to play.
saturdays-photo-may-i = Now you are the knight! May I take a picture?
saturdays-photo-only-us = Yes, Sir Kofi. Thank you for asking. It is for your mum and mine, and nobody else.

saturdays-photo-remember = I ask before I share a picture, and I think before I join in.
saturdays-photo-talk = What could you do when a group is laughing at somebody who is not there?
