### Whose picture is it?: the teacher's notes.

whose-picture-aim = Children can find their own work, leave other people’s work alone unless they are asked, and put a mistake right by saying so.
whose-picture-ask-1 = Why might Kofi mind, when it was only a picture on a tablet?
whose-picture-ask-2 = What tells you that a tile is yours? Think of your name, your picture and where you saved it.
whose-picture-ask-3 = At the end Tomos asked Kofi first. What if Kofi had said no?
whose-picture-listen-1 = “It opened, so I can use it.” Doors open too. On a shared tablet many things open; whose it is comes first, and we ask if we do not know.
whose-picture-listen-2 = “He will be told off.” It was a mistake. Saying so quickly is what gave the rocket a chance to come back, and Mr Okoro said thank you.
whose-picture-listen-3 = “You can get everything back.” Sometimes, not every time. Telling soon gives the best chance; that is why we look before we tap.
