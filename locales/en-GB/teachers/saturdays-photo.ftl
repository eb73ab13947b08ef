### Saturday’s photo: the teacher's notes.

saturdays-photo-aim = Children ask before they share somebody’s picture, know what watchers can do, and see that what happens at home can come to school.
saturdays-photo-ask-1 = Who has seen the photo by Sunday, and who has not? How is that for Kofi on Monday?
saturdays-photo-ask-2 = Yusuf, Zofia and the cousin can all do something. What, without being unkind to Ela? Could somebody write to her alone?
saturdays-photo-ask-3 = Kofi is six. Who else needs asking before his picture is shared?
saturdays-photo-listen-1 = “Outside school it is not school’s business.” Kofi is hurt at school. School helps with anything that hurts a pupil, wherever it began.
saturdays-photo-listen-2 = “He was in the picture, so he must have been fine with it.” Saying yes to a photo is not saying yes to a group. A yes can also be taken back.
saturdays-photo-listen-3 = “I would be in trouble for having the app.” Many group apps are for older children. A child who has one can tell all the same: helping comes first.
