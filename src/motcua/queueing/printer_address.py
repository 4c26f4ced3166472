"""Where a ticket printer may stand: in a network of one's own."""

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Final

RAW_PRINTING: Final = 9100
# RFC 1918, RFC 4193 and this machine. Not the link-local networks, though they are
# private too: there clouds answer with the keys of their machines.
OWN_NETWORKS: Final[tuple[IPv4Network | IPv6Network, ...]] = tuple(
    map(
        ip_network,
        (
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "fc00::/7",
            "127.0.0.0/8",
            "::1/128",
        ),
    )
)


class AddressFault(StrEnum):
    """What is wrong with an address that was typed."""

    NOT_AN_ADDRESS = "not_an_address"
    NOT_OUR_NETWORK = "not_our_network"
    NOT_A_PORT = "not_a_port"


class NotAPrinterAddress(ValueError):
    """We do not connect there."""

    def __init__(self, fault: AddressFault) -> None:
        """Keep the reason; the screen owns the words."""
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class PrinterAddress:
    """A number and a port; names are not taken, since what they mean can change.

    An administrator types it, and the server connects: so that this shows nobody the
    way to other machines, there is no address outside of one's own networks. Raises
    NotAPrinterAddress.
    """

    host: str
    port: int = RAW_PRINTING

    def __post_init__(self) -> None:
        """Let no other address exist."""
        try:
            host = ip_address(self.host)
        except ValueError:
            raise NotAPrinterAddress(AddressFault.NOT_AN_ADDRESS) from None
        if not any(host in network for network in OWN_NETWORKS):
            raise NotAPrinterAddress(AddressFault.NOT_OUR_NETWORK)
        if not 0 < self.port <= 65535:
            raise NotAPrinterAddress(AddressFault.NOT_A_PORT)
