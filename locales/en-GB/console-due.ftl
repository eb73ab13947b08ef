### The console's page about who needs to promise, and why. For adults only.

due-rail = Due
due-title = Who is due
due-words = New, moved up, changed rules, last school year’s promises, and who was missed.
due-nobody = Nobody is due
due-nobody-words = Every child on the roster has promised the rules that hold, in this school year.
due-nobody-yet = There is no child here yet
due-nobody-yet-words = Add a class on the page “Today”, or bring in the office’s list there.
due-count = { $count ->
    [one] 1 child
   *[other] { $count } children
}
due-new = new here
due-moved = moved to other rules
due-changed = the rules changed
due-review = promised last school year
due-absent = was absent
due-not-yet = was not sure yet
due-sum-new = { $count } new
due-sum-moved = { $count } moved up
due-sum-changed = { $count } for changed rules
due-sum-review = { $count } from last school year
due-sum-absent = { $count } absent
due-sum-not-yet = { $count } not sure yet
due-see = See who
due-session = Make a session
due-class-title = Who is due in { $class }
due-what = What changed
due-what-words = New, or it reads otherwise. A session plays these lessons one after the other; each child sees what changed, and promises all rules.
due-before = Last time: { $words }
due-what-fewer = Rules went, none came: there is nothing to teach again.
due-why = Why
due-why-words = A session opens the class’s tree for these children only. Whoever is new starts with the lesson you choose.
due-tree-open = A tree is open. Close it, then make a session for these children.
due-only = { $count ->
    [one] Only 1 child is asked
   *[other] Only { $count } children are asked
} in this session; the others rest.
due-lessons = { $count } lessons, for what changed
due-lapsed = { $agreement }: its review date, { $date }, has gone by. Look at the rules again and have them approved.
due-soon = { $agreement }: it is to be reviewed by { $date }.
due-not-approved = { $agreement }, version { $version }: nobody has noted that the school approved it.
