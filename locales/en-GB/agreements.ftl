### The promises, in the words a child says aloud. Every message here has a clip in assets/narration/<language>/.
### Key Stage 1: at most 12 words a message. Key Stage 2: at most 18.

## Key Stage 1

agreement-ks1-title = Keeping safe online
ks1-school-work = I use school computers and tablets for school work.
ks1-own-files = I only open and delete my own work.
ks1-tell-someone = If I see something nasty, I hide it and tell my teacher.
ks1-tell-someone-more = I never look for, save or send nasty things on purpose.
ks1-my-choices = I choose to be kind and careful on every screen.
ks1-my-choices-more = How I behave is up to me. Rules keep me safe.
ks1-someone-checks = Grown-ups may check what I do, to keep me safe.
ks1-someone-checks-more = If they are worried, they may talk to my family.

## Key Stage 2

agreement-ks2-title = Staying safe online
ks2-school-purposes = I use school devices for school purposes.
ks2-attachments = I only open email attachments from people I know, or ones my teacher has approved.
ks2-passwords = I keep my school passwords to myself.
ks2-own-files = I only open and delete my own files.
ks2-polite-contact = When I contact other children or adults, I am responsible, polite and sensible.
ks2-nasty-things = I never look for, save, share or send anything nasty on purpose.
ks2-nasty-things-more = If I find something by accident, I hide it and tell my teacher at once.
ks2-my-phone = On my own phone too, I think before I comment, react or post.
ks2-my-phone-more = That goes for photos, and for anything about other pupils.
ks2-personal-details = I never give out my name, phone number or home address online.
ks2-personal-details-more = I never arrange to meet someone I met online.
ks2-my-behaviour = How I behave online is up to me.
ks2-my-behaviour-more = The rules are there to keep me safe.
ks2-whole-school = I help our whole school to stay safe online.
ks2-whole-school-more = I never post pictures, videos, sounds or words that could upset anyone in our school.
ks2-checking = Staff may check what I do on school devices.
ks2-checking-more = They may contact my family if they are worried about my online safety.
