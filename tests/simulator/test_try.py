import time,datetime
from django.db import transaction
def test_try(town):
    from motcua.simulator.month import Month, Size
    t=time.time()
    m=Month(town, datetime.date(2026,10,1), seed=1, size=Size(4,8))
    print(m.run(), m.acts, time.time()-t)
