### The register's pages, for adults.

register-title = Is this promise real?
register-intro = Paste a statement and the public key of the kiosk that made it. Both are lines of a file that the school can export.
register-key = The kiosk’s public key
register-statement = The statement
register-check = Check
register-nothing-kept = Nothing that you paste here is kept.
register-real = This statement is real and unaltered
register-not-real = This could not be shown to be real
register-outcome = What was said
register-outcome-agreed = Agreed
register-outcome-agreed-with-help = Agreed, with help
register-outcome-not-yet = Not yet
register-outcome-declined = Declined
register-outcome-absent = Absent
register-outcome-left = Left the school
register-outcome-unable = Unable to take part
register-correction = Statement { $number } of this kiosk does not count: it was taken back
register-agreement = Agreement and version
register-when = Day
register-kiosk = Kiosk
register-number = Number in its ledger
