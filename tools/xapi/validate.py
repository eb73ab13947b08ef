"""Ralph's own model of an xAPI statement, strictly: one a line. `ralph validate` itself knows a few kinds of statements
(pages, videos) and skips all others without looking at them; this is the model that those kinds are made of."""

import json
import sys

from ralph.models.xapi.base.statements import BaseXapiStatement

lines = [line for line in sys.stdin if line.strip()]
for line in lines:
    BaseXapiStatement.model_validate(json.loads(line))
print(f"{len(lines)} statements")
sys.exit(0 if lines else 1)
