"""``python -m tests.rules.planted`` prints how many planted faults were caught."""

import sys

from tests.rules.planted.faults import FAULTS
from tests.rules.planted.runner import survivors

left = survivors()
for name in left:
    print(f"not caught: {name}")
print(f"planted {len(FAULTS)}, caught {len(FAULTS) - len(left)}")
sys.exit(1 if left else 0)
