from tests.community_box import Box, codes_of
import time
def test_a(box: Box) -> None:
    t=time.time()
    box.publish("knowledge/x"); print(time.time()-t)
    t=time.time()
    v=box.verdict("knowledge/x"); print(time.time()-t)
    print(v.state, codes_of(v)); assert v.approved
    box.write("knowledge/x", body="other"); box.commit()
    v=box.verdict("knowledge/x"); print(v.state, codes_of(v)); assert v.approved
