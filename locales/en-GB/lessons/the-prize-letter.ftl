### The prize letter: what a child sees and hears. Key Stage 2: at most 18 words a sentence.

the-prize-letter-title = The prize letter

## Six messages

the-prize-letter-popular = Six emails, all with attachments! I’m popular today.
the-prize-letter-turnips = I’ve won the Great Turnip Contest! I’ve never grown a turnip.
the-prize-letter-parcel = An attachment is a parcel. Who packed this one?

## Open, ask or leave

the-prize-letter-where = Where does it go? Who sent it, and was it expected?
the-prize-letter-open = Open it
the-prize-letter-ask-first = Ask first
the-prize-letter-leave = Leave it shut
the-prize-letter-trip = Mr Okoro: Friday’s trip letter
the-prize-letter-trip-why = Mr Okoro told the class it was coming. She knows him, and she expected it.
the-prize-letter-contest = Turnip Contest: you have won
the-prize-letter-contest-why = Zofia entered no contest. A prize from nowhere often wants something back.
the-prize-letter-poster = Ela: our space poster
the-prize-letter-poster-why = They made it together this morning. Ela is waving to say it’s on its way.
the-prize-letter-form = Mr Okoro: your password form, quick
the-prize-letter-form-why = It had his name, but names can be borrowed. Mr Okoro never asks for passwords, and he thanked her for showing him.

## Is it Yusuf?

the-prize-letter-yusuf = Yusuf
the-prize-letter-says-yusuf = The name says Yusuf. What could Zofia do?
the-prize-letter-i-sent = Open the file I sent you.
the-prize-letter-what-is-it = What is it?
the-prize-letter-hurry = A surprise. Open it now, before break. Don’t tell anyone.
the-prize-letter-really-you = Is that really you, Yusuf?
the-prize-letter-yes-me = Yes, it is me. Open it.
the-prize-letter-really-you-why = Whoever is typing would say yes to that. There are other ways to find out.
the-prize-letter-across = Ask Yusuf at his table
the-prize-letter-across-why = Yusuf hadn’t sent anything all day. They told Mr Okoro, and Yusuf got a new password.
the-prize-letter-opening = Thanks, I’m opening it now!
the-prize-letter-opening-why = Inside was a sneaky program. It sent itself to the whole class, from Zofia. Telling Mr Okoro helps him stop it.
the-prize-letter-show = Show Mr Okoro
the-prize-letter-show-why = Somebody had been using Yusuf’s name. Now Mr Okoro can lock them out, and Yusuf is glad.

## The library

the-prize-letter-slug = The last one’s from the library. It says my slug poem won. Our class really did send them poems!
the-prize-letter-unknown = They have never written to her before. What could she do?
the-prize-letter-open-quick = Open it, quickly
the-prize-letter-just-a-letter = Oh. It’s just a letter.
the-prize-letter-luck = This time it was. But luck is bad at checking parcels.
the-prize-letter-check = Ask Mr Okoro to check
the-prize-letter-ring = I can’t tell by looking, either. We can ring the library on a number we know.
the-prize-letter-real = It’s real. You can open it, Zofia. And I’d like to hear about that slug.
the-prize-letter-leave-it = Leave it shut for now
the-prize-letter-can-wait = Leaving it did no harm. A real prize can wait.
the-prize-letter-they-rang = The library rang to ask whether our poet had read her letter. You can open it.

## The prize

the-prize-letter-first-prize = First prize! And it’s a book, just for me.
the-prize-letter-beginners = It’s called Turnips for Beginners.

the-prize-letter-remember = I open attachments I expect from people I know, and ask about the rest.
the-prize-letter-talk = How can you find out who really sent a message?
