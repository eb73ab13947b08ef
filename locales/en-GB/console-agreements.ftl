### The console's page about agreements: what children promise, version by version. For adults only.

agreements-rail = Agreements
agreements-title = Agreements
agreements-words = What children promise. A change is a new version: what was promised before keeps its words.
agreements-only-leads = The head or the DSL can change these.
agreements-draft-go-on = Go on with the draft
agreements-draft-from = begun from version { $version }
agreements-make = Make a new version
agreements-version = Version { $version }
agreements-version-of = { $agreement }, version { $version }
agreements-current = in use
agreements-current-since = in use since { $day }
agreements-coming = from { $day }
agreements-former = no longer in use
agreements-approved = approved by { $by }, { $on }
agreements-review = review by { $review }
agreements-review-due = review was due by { $review }
agreements-not-approved = no approval is noted
agreements-promises = { $count ->
    [0] no promises stand to it
    [one] 1 promise stands to it
   *[other] { $count } promises stand to it
}
agreements-read-fingerprint = Fingerprint in English: { $fingerprint }
agreements-read-until = until { $day }
agreements-read-silent = { $count ->
    [one] 1 sentence has no voice: it is read on the screen only.
   *[other] { $count } sentences have no voice: they are read on the screen only.
}
agreements-read-spoken = Every sentence is spoken.
agreements-note-approval = Note an approval
agreements-note-approval-words = Nothing changes for children. What was noted before is kept.
agreements-note-it = Note it
agreements-print = Sheets for a class
agreements-print-words = For which class? Every sheet has the words that the child was asked.
agreements-print-nobody = Nobody here has promised to this version.
agreements-print-file = { $class }, version { $version }, sheets for families, { $date }
agreements-take-back = Take it back
agreements-take-back-words = Nobody has promised to it yet. What was in use before is in use again. The number is not used again.
agreements-take-back-yes = Take it back
agreements-edit-title = { $name }: a draft
agreements-edit-ready = Everything is there. It is kept as a draft until it is used.
agreements-edit-more = { $fault } (and { $count } more)
agreements-edit-use = Use it
agreements-edit-name = Title: { $title }
agreements-edit-until = until { $day }
agreements-edit-silent = no voice: read on the screen only
agreements-edit-too-many = many words for this age
agreements-edit-add = Add a rule
agreements-edit-by = Approved by
agreements-edit-on = Approved on
agreements-edit-review = Review by
agreements-edit-from = Used from
agreements-edit-empty = not yet
agreements-edit-at-once = the day it is made
agreements-edit-preview = As a child sees it
agreements-edit-undo = Undo
agreements-edit-discard = Throw the draft away
agreements-discard-words = The words that were changed are gone then. Versions that are in use stay.
agreements-discard-yes = Throw it away
agreements-use-title = Use it from { $day }?
agreements-use-words = { $count ->
    [one] Children are asked again from then on. 1 rule is new or says something else. Promises made before stay, in their own words.
   *[other] Children are asked again from then on. { $count } rules are new or say something else. Promises made before stay, in their own words.
}
agreements-use-same = Children are asked again from then on, though no rule says anything new. To note a review alone, go back and note an approval.
agreements-rule-words = Change the words
agreements-rule-picture = Another picture
agreements-rule-up = Move up
agreements-rule-down = Move down
agreements-rule-time = Only for a time
agreements-rule-always = Always, not for a time
agreements-rule-drop = Drop this rule
agreements-add-title = Add a rule
agreements-add-own = A rule of your own
agreements-add-own-words = Nobody speaks it, and no lesson teaches it yet.
agreements-add-back-words = Was left out. Its lesson teaches it.
agreements-picture-title = Which picture goes with it?
agreements-type-rule = The sentence that is promised
agreements-type-rule-words = A changed sentence has no voice: children read it on the screen, or an adult reads it to them.
agreements-type-more = One more sentence, if it needs one
agreements-type-title = Title
agreements-type-title-words = Printed on lists and sheets.
agreements-type-by = Approved by
agreements-type-by-words = For instance: the governing body.
agreements-type-save = Keep it
agreements-type-count = { $words } words in the longer one; up to { $most } are easy at this age.
agreements-day-on = When was it approved?
agreements-day-review = By when is it looked at again?
agreements-day-from = From which day is it used?
agreements-day-until = Which is the rule’s last day?
agreements-day-month = { $month } { $year }
agreements-day-week = Mo Tu We Th Fr Sa Su
agreements-day-today = Today
agreements-day-year = A year from today
agreements-preview-title = Promise { $place } of { $of }, as a child sees it
agreements-preview-voice = A voice says this.
agreements-preview-silent = No voice says this: let an adult read it.
agreements-preview-back = Back
agreements-preview-next = Next
agreements-language-missing = No words yet: English is shown.
agreements-language-shipped = Comes with the program.
agreements-language-count = { $language }: { $count ->
    [one] 1 sentence has
   *[other] { $count } sentences have
} no words yet; English is shown there.
agreements-language-type = In the other language
agreements-fault-title = It needs a title.
agreements-fault-rules = It needs a rule that stands always.
agreements-fault-too-many = There are more than 30 rules.
agreements-fault-words = A rule says nothing yet.
agreements-fault-long = A sentence is longer than 140 letters.
agreements-fault-period = A rule ends before it begins.
agreements-fault-other = A rule does not fit into this agreement.
agreements-fault-by = Who approved it?
agreements-fault-on = When was it approved?
agreements-fault-later = It cannot be used before it is approved.
agreements-fault-review = By when is it looked at again?
agreements-fault-soon = The review has to come after the first day.
