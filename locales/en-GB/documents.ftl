### The words of what is printed: the class list (PDF and CSV) and the one-child sheet. Nothing here has a clip.
### Outcomes are told without judgement: no word of blame, no word of praise.

## Dates, times and lists of names

document-date-short = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
document-day-and-time = { $day }, { $time }
document-names-and-last = { $names } and { $last }
document-names-comma = { $names }, { $next }
document-year-group = { $year ->
    [0] Reception
   *[other] Year { $year }
}
document-audience-ks1 = KS1
document-audience-ks2 = KS2
# Printed only when a name has letters that the fonts here do not hold. $sign stands in their place.
document-letters-missing = Where { $sign } stands, a name has letters that cannot be printed here yet.

## The class list

list-document-title = { $class }, { $year }: e-safety promises, { $date }
list-title = { $class }, { $year }
list-subtitle = E-safety promises · { $school }
# The whole school, and who has not promised yet.
list-school-title = Whole school
list-school-document-title = { $title }: e-safety promises, { $date }
list-missing-title = Still to promise
list-missing-class-title = Still to promise: { $class }
list-missing-count = { $count ->
    [0] Everybody has promised.
    [one] 1 child has not promised yet.
   *[other] { $count } children have not promised yet.
}
list-witnesses = { $count ->
    [one] witness { $names }
   *[other] witnesses { $names }
}
list-agreement = { $title } ({ $audience }), version { $version }
list-approved = Approved by { $by } on { $on } · review by { $review }
list-review-was-due = Approved by { $by } on { $on } · review was due by { $review }
list-not-approved = The school’s approval is not recorded here yet
list-shown = Shown in { $language } · fingerprint { $fingerprint }
list-column-name = Name
list-column-promise = Promise
list-column-when = When
list-column-mark = Mark
list-column-class = Class
list-column-date = Date
list-column-agreement = Agreement
list-column-version = Version
list-column-fingerprint = Fingerprint
list-not-a-contract = A promise is a step in learning. It is not a contract, and not consent.
list-ledger-head = Ledger head { $hash } · statement { $sequence } · check with promise-tree verify
list-ledger-whole = Ledger head in full: { $head }
list-ledger-empty = No statement in the ledger yet
list-page = page { $page } of { $pages }
## What came of asking, in one child's row

row-agreed = agreed
row-agreed-with-help = agreed, with help
row-not-yet = not yet
row-declined = not for now
row-absent = absent
row-left = has left the school
row-unable = not taking part
row-to-come = to come
row-mark-drawn = drawn by hand
row-mark-stamp = stamp: { $stamp }

## The same, counted at the end of the list. “agreed” counts those with help too.

count-agreed = { $count } agreed
count-not-yet = { $count } not yet
count-declined = { $count } not for now
count-absent = { $count } absent
count-left = { $count } left
count-unable = { $count } not taking part
count-to-come = { $count } to come
count-and = { $counts } · { $next }

## The one-child sheet

sheet-document-title = E-safety promises: { $class }, { $date }
sheet-title = { $name }’s online safety promises
sheet-where = { $school } · { $class } class · { $date }
sheet-whose = For the family of { $full_name }
sheet-mark = { $name }’s own mark
sheet-stamp = { $name }’s own stamp
# Under the QR code.
sheet-code = Check that this is real: “promise-tree verify” reads the code, without a network.
# For whoever cannot see the code.
sheet-code-alt = A QR code with the signed record of { $name }’s promises
sheet-witness = { $count ->
    [one] { $names } was there.
   *[other] { $names } were there.
}
sheet-helped = A grown-up helped { $name }.
sheet-learning = A promise is a step in learning. It is not a contract, and not consent. Nobody is told off for telling.
sheet-ask-at-home = What to ask at home
sheet-agreement = { $title }, version { $version } · fingerprint { $fingerprint }
sheet-promised = { $name } made these promises at school.
sheet-thinking = { $name } is still thinking about these promises.
sheet-thinking-more = That is all right. Talk about them together: { $name } can promise at school on any day.
sheet-declined = { $name } is not making these promises for now, and was honest about it.
sheet-declined-more = That is all right. Talk about them together: { $name } can promise at school on any day.
sheet-to-come = { $name } can make these promises at school on another day.
sheet-to-come-more = Talk about them together now, if you like.
sheet-shared = These are the promises that { $name }’s class made.
sheet-shared-more = Talk about them together in the way that suits { $name } best.

## What to ask at home: named by the agreements

ks1-ask-who = Who would you tell if something online made you feel funny inside?
ks1-ask-hide = Why do we hide a nasty picture instead of closing it?
ks2-ask-who = Who would you tell if something online went wrong, and how would you tell them?
ks2-ask-known = How can you know that somebody online is who they say they are?
ks2-ask-undo = What can you do about a picture or a comment that you wish you had not posted?

## The letter home after a rule was broken

letter-document-title = A letter home, { $date }
letter-title = About a rule that keeps us safe online
letter-whose = To the family of { $full_name }
letter-where = { $school } · { $class } class · { $date }
letter-happened = We are writing because { $name } did not keep one of our rules for being online:
letter-school = At school { $name } goes through the lesson about this rule once more, talks about it with us, and can promise it again. A mistake is there to learn from.
letter-told = There may be a short pause from the activity that it was about. We tell { $name } what and until when.
letter-invited = { $name } has a longer pause from using the internet at school. Please come and talk with the head teacher about it: ask the office for a time.
letter-home = At home it helps most to listen first, to stay calm, and to talk about what { $name } could do another time.
letter-telling = Nobody is told off for telling an adult about something nasty that they came across.
letter-kept = The school keeps a note that this rule was gone through again for { $days } days. Then it is gone.
letter-signed-school = For the school
letter-signed-home = Read at home
## The recovery key, for the school’s safe

recovery-title = Promise Tree: recovery key
recovery-made = { $school } · made on { $date }
recovery-use = If everybody has forgotten their passphrase, type this key at the kiosk in place of one. Capital and small letters are the same, and hyphens do not matter. Then choose a new passphrase.
recovery-safe = Whoever has this key can open the kiosk and read children’s names. Keep it in the school’s safe, not beside the kiosk, and delete the file that it was printed from.
recovery-new = Where a newer key was made, this one opens nothing: destroy it.
recovery-foot = Printed once. The kiosk does not keep it and cannot show it again.

## The plan of a lesson

plan-document-title = Lesson plan: { $title }
plan-facts = { $stage } · about { $minutes } minutes alone, 10 to 20 with a class
plan-aim = Aim
plan-strands = Education for a Connected World
plan-ask = Ask on the way
plan-listen = Listen for
plan-talk = Talk about it
plan-remember = To take home
plan-steps = What happens
plan-says = { $who }: “{ $words }”
plan-leads-to = { $answer } → { $then }
plan-worry = If a child tells you something worrying
plan-worry-words = Stay calm and listen. Do not ask leading questions. Do not promise to keep it secret. Write down their words. Tell the safeguarding lead today.

strand-self-image-identity = Self-image and identity
strand-online-relationships = Online relationships
strand-online-reputation = Online reputation
strand-online-bullying = Online bullying
strand-managing-information = Managing online information
strand-health-wellbeing-lifestyle = Health, well-being and lifestyle
strand-privacy-security = Privacy and security
strand-copyright-ownership = Copyright and ownership

activity-story = Story
activity-choose = Choose
activity-sort = Sort
activity-spot = Find
activity-chat = Messages
activity-window = At the computer
activity-build = Build
activity-order = Put in order

person-aisha = Aisha
person-tomos = Tomos
person-kofi = Kofi
person-zofia = Zofia
person-yusuf = Yusuf
person-ela = Ela
person-mr-okoro = Mr Okoro
person-mum = Ela’s mum
person-dad = Yusuf’s dad
person-robin = Robin
