### The class page: the teacher's notes.

the-class-page-aim = Before something is shared, children ask who is in it, who made it and who it might upset, and know that silence is not a yes.
the-class-page-ask-1 = Which of Yusuf’s two photos would you have chosen for him? How did the class find out what he thought?
the-class-page-ask-2 = Whose is a drawing, a song or a joke about somebody? Who could say yes to each?
the-class-page-ask-3 = You see something on a school page that upsets you or a friend. Whom do you tell, and what may happen next?
the-class-page-listen-1 = “If nobody complains, it is fine.” People stay quiet for many reasons. Ask beforehand, and look at faces as well as listening for words.
the-class-page-listen-2 = “Only a bit of the song” or “I wrote the name.” Both are kind thoughts; neither is a yes from the owner. Music made for sharing, or a tune of your own, needs no guessing.
the-class-page-listen-3 = “Why is she not in the photo?” A family’s no needs no reason. Do not let the class guess at one, and use no child of your class as an example.
