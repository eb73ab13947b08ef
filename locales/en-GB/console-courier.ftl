### The console's page for carrying promises to the register on a stick. For adults only.

courier-title = By stick
courier-words = Where no network reaches the register: a stick takes the promises there and brings the answer back.
courier-none = This kiosk is not enrolled with a register
courier-none-words = The office has a ticket for it. Once it is enrolled, promises travel by network or by stick.

courier-out = To the register
courier-waiting = { $count ->
    [one] record waits for { $school }
   *[other] records wait for { $school }
}
courier-out-words = The file is encrypted: only the register can open it. It may be lost or carried twice; nothing is lost by it.
courier-written = Last written: { $when }
courier-write = Write a file
courier-choose-words = Onto which stick? Take it to the computer where the register is.
courier-file = To the register { $date }

courier-in = The answer back
courier-in-words = At the register’s computer your technician takes the file in; that writes the answer. Tap it here.
courier-taken = Last answer taken in: { $when }
courier-no-answer = No answer for this kiosk was found
courier-no-answer-words = Put in the stick that comes back from the register, then look again.
courier-look-again = Look again

courier-done-written = The file is written
courier-done-count = { $count ->
    [0] It carries no new records, and asks what the register has to say.
    [one] It carries one record.
   *[other] It carries { $count } records.
}
courier-done-left = { $count ->
    [one] One more waits for another file, once this one’s answer is back.
   *[other] { $count } more wait for another file, once this one’s answer is back.
}
courier-done-where = { $path }
courier-done-brought = The answer is taken in
courier-done-receipts = { $count ->
    [0] No new receipts were in it.
    [one] The register has one more record, and proves it.
   *[other] The register has { $count } more records, and proves it.
}
courier-done-old-title = Nothing new in this file
courier-done-old = It was taken in before, or the kiosk has heard from the register since. Nothing was changed by it.
courier-done-erased = { $count ->
    [one] One child was erased at the register. This kiosk has forgotten them.
   *[other] { $count } children were erased at the register. This kiosk has forgotten them.
}
courier-done-waiting = { $count ->
    [one] One record still waits: write another file.
   *[other] { $count } records still wait: write another file.
}
courier-done-lacks = The register was put back from an older copy. The next file brings it again what it lacks.
courier-done-more = The register has more to say: write another file.
courier-done-forked = The register has two records with one number from this kiosk: an older copy of the kiosk was put back. Both are kept. Tell whoever looks after the register.
courier-done-stuck = { $why }
courier-ok = All right
