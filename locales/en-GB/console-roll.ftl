### What the console says when the school's register has sent a list. Nothing here is spoken, and no child sees it.

roll-waits = { $count ->
    [one] The school’s register has sent a list with one change for you to look at.
   *[other] The school’s register has sent a list with { $count } changes for you to look at.
}
roll-look = Look at them
roll-name = From the school’s register
roll-open = The list from the school’s register
roll-open-words = As it came on { $date }
roll-keep = Leave it as it is
roll-kept = Nothing was changed. The next list from the register is shown again.
