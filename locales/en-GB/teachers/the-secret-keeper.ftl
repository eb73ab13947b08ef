### The secret-keeper: the teacher's notes.

the-secret-keeper-aim = Children keep their school passwords to themselves, can build a pass-phrase that is hard to guess, and can say no to a friend kindly.
the-secret-keeper-ask-1 = Zofia meant no harm. How did the password travel from her to the whole dining hall?
the-secret-keeper-ask-2 = Why are a pet’s name and “password” poor choices, even with numbers for letters? Please, nobody says their own aloud.
the-secret-keeper-ask-3 = How could you say no to a friend and stay friends? Try it out loud in pairs.
the-secret-keeper-listen-1 = “Best friends share passwords.” Even a careful friend can lose one, and whatever is then done is done under your name. Friends can share plenty of other things.
the-secret-keeper-listen-2 = “P4ssw0rd is strong.” Programs that guess try well-known words first, swapped letters included. Three words that do not belong together are longer and easier to remember.
the-secret-keeper-listen-3 = “Then I keep every secret.” A password is kept; anything that worries a child is told, also when somebody has asked them to keep it. You can reset a password without knowing it.
