from studio.core.chat import Money, NoticeKind, Platform
from studio.core.records.notices import NoticeReceived
from studio.core.records.record import join, split


def test_a_gift_keeps_its_amount_when_the_persons_key_is_gone() -> None:
    gift = NoticeReceived(
        Platform.BILIBILI, "clay", NoticeKind.GIFT, 3, Money(900, "CNY"), "Anna", "Anna gave three"
    )
    public, personal = split(gift)
    assert join("notice_received", public, personal) == gift
    assert b"Anna" not in public
    erased = join("notice_received", public, b"")
    assert isinstance(erased, NoticeReceived)
    assert (erased.count, erased.amount, erased.name) == (3, Money(900, "CNY"), "")
