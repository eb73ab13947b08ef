### How it lands: the teacher's notes.

how-it-lands-aim = Children see that a message arrives without a face or a voice, and can wait, change the tone, ring, stop or say sorry.
how-it-lands-ask-1 = Zofia grinned when she sent it. What did Yusuf have to go on when he read it?
how-it-lands-ask-2 = Read the teapot message aloud: once cheerfully, once grumpily. Which voice will the reader hear, and who decides?
how-it-lands-ask-3 = What is different when you write to Mrs Bell instead of Yusuf? What stays the same?
how-it-lands-listen-1 = “It was only a joke.” Zofia meant no harm, and it hurt all the same. Both are true. Being sorry for how it landed does not make anybody a bad person.
how-it-lands-listen-2 = “He should just laugh it off.” The person it is about decides whether it is funny. A joke that goes on after “stop” can become bullying: tell an adult.
how-it-lands-listen-3 = “Any adult may message me.” School helpers write on the school’s own page, where other staff can see. If an adult writes to a child privately, the child can show a parent or teacher.
