"""Where the server may look for a printer, whoever types the address."""

import pytest

from motcua.queueing.printer_address import (
    AddressFault,
    NotAPrinterAddress,
    PrinterAddress,
)


@pytest.mark.parametrize(
    "host",
    [
        "10.0.0.5",
        "172.16.3.9",
        "172.31.255.254",
        "192.168.1.87",
        "127.0.0.1",
        "::1",
        "fd12:3456:789a::1",
    ],
)
def test_a_printer_stands_in_a_network_of_ones_own(host: str) -> None:
    assert PrinterAddress(host).port == 9100


@pytest.mark.parametrize(
    "host",
    [
        "8.8.8.8",
        "172.32.0.1",
        "192.169.0.1",
        "169.254.169.254",  # where clouds answer with keys
        "100.100.100.200",
        "0.0.0.0",  # this machine by another door
        "224.0.0.1",
        "255.255.255.255",
        "2001:4860:4860::8888",
        "fe80::1",
        "::ffff:169.254.169.254",
        "::ffff:8.8.8.8",
        "::",
    ],
)
def test_nobody_is_led_to_other_networks(host: str) -> None:
    with pytest.raises(NotAPrinterAddress) as refused:
        PrinterAddress(host)

    assert refused.value.fault is AddressFault.NOT_OUR_NETWORK


@pytest.mark.parametrize(
    "host",
    [
        "",
        "printer.local",
        "localhost",
        "10.1",
        "0x7f000001",
        "2130706433",
        "010.0.0.1",
        "10.0.0.5:9100",
        "10.0.0.5 ",
        "10.0.0.5\n",
        "user@10.0.0.5",
    ],
)
def test_what_could_mean_another_machine_tomorrow_is_no_address(host: str) -> None:
    with pytest.raises(NotAPrinterAddress) as refused:
        PrinterAddress(host)

    assert refused.value.fault is AddressFault.NOT_AN_ADDRESS


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_is_one_that_exists(port: int) -> None:
    with pytest.raises(NotAPrinterAddress) as refused:
        PrinterAddress("10.0.0.5", port)

    assert refused.value.fault is AddressFault.NOT_A_PORT
