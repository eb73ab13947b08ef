### The tablet trolley: the teacher's notes.

the-tablet-trolley-aim = Children can say what a school tablet is for at this moment, and ask when they are not sure.
the-tablet-trolley-ask-1 = The cars were on the tablet. Does that mean they are for maths time? Who could tell us?
the-tablet-trolley-ask-2 = The frogs were a game too. What made them fit into maths when the cars did not?
the-tablet-trolley-listen-1 = “It is on the tablet, so it is allowed.” Things get there by mistake. Ask what we are learning now and whether this helps; if nobody knows, ask a grown-up.
the-tablet-trolley-listen-2 = “Games are bad.” Games are not the trouble. A counting game fits maths and may not fit story time; what we are doing now decides it.
the-tablet-trolley-listen-3 = “We have no tablet at home.” Home means free time here. Toy cars on a carpet race just as well, and families have different rules about screens.
