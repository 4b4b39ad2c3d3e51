"""Posts abroad with country, regional bureau and time zone, and places of work in the United States."""

from typing import NamedTuple


class SamplePost(NamedTuple):
    """A post; the code is this sample's own."""

    code: str
    name: str
    country: str
    bureau: str
    time_zone: str


POSTS = tuple(
    SamplePost(*fields)
    for fields in (
        ("BERLIN", "Embassy Berlin", "DE", "EUR", "Europe/Berlin"),
        ("FRANKFURT", "Consulate General Frankfurt", "DE", "EUR", "Europe/Berlin"),
        ("LONDON", "Embassy London", "GB", "EUR", "Europe/London"),
        ("PARIS", "Embassy Paris", "FR", "EUR", "Europe/Paris"),
        ("ROME", "Embassy Rome", "IT", "EUR", "Europe/Rome"),
        ("MADRID", "Embassy Madrid", "ES", "EUR", "Europe/Madrid"),
        ("WARSAW", "Embassy Warsaw", "PL", "EUR", "Europe/Warsaw"),
        ("BRUSSELS", "Embassy Brussels", "BE", "EUR", "Europe/Brussels"),
        ("ATHENS", "Embassy Athens", "GR", "EUR", "Europe/Athens"),
        ("ANKARA", "Embassy Ankara", "TR", "EUR", "Europe/Istanbul"),
        ("STOCKHOLM", "Embassy Stockholm", "SE", "EUR", "Europe/Stockholm"),
        ("TBILISI", "Embassy Tbilisi", "GE", "EUR", "Asia/Tbilisi"),
        ("REYKJAVIK", "Embassy Reykjavik", "IS", "EUR", "Atlantic/Reykjavik"),
        ("TOKYO", "Embassy Tokyo", "JP", "EAP", "Asia/Tokyo"),
        ("SEOUL", "Embassy Seoul", "KR", "EAP", "Asia/Seoul"),
        ("BEIJING", "Embassy Beijing", "CN", "EAP", "Asia/Shanghai"),
        ("MANILA", "Embassy Manila", "PH", "EAP", "Asia/Manila"),
        ("BANGKOK", "Embassy Bangkok", "TH", "EAP", "Asia/Bangkok"),
        ("JAKARTA", "Embassy Jakarta", "ID", "EAP", "Asia/Jakarta"),
        ("HANOI", "Embassy Hanoi", "VN", "EAP", "Asia/Ho_Chi_Minh"),
        ("CANBERRA", "Embassy Canberra", "AU", "EAP", "Australia/Sydney"),
        ("WELLINGTON", "Embassy Wellington", "NZ", "EAP", "Pacific/Auckland"),
        ("SUVA", "Embassy Suva", "FJ", "EAP", "Pacific/Fiji"),
        ("OTTAWA", "Embassy Ottawa", "CA", "WHA", "America/Toronto"),
        ("MEXICO-CITY", "Embassy Mexico City", "MX", "WHA", "America/Mexico_City"),
        ("TIJUANA", "Consulate General Tijuana", "MX", "WHA", "America/Tijuana"),
        ("GUATEMALA", "Embassy Guatemala", "GT", "WHA", "America/Guatemala"),
        ("BOGOTA", "Embassy Bogota", "CO", "WHA", "America/Bogota"),
        ("LIMA", "Embassy Lima", "PE", "WHA", "America/Lima"),
        ("BRASILIA", "Embassy Brasilia", "BR", "WHA", "America/Sao_Paulo"),
        ("BUENOS-AIRES", "Embassy Buenos Aires", "AR", "WHA", "America/Argentina/Buenos_Aires"),
        ("SANTIAGO", "Embassy Santiago", "CL", "WHA", "America/Santiago"),
        ("KINGSTON", "Embassy Kingston", "JM", "WHA", "America/Jamaica"),
        ("PANAMA", "Embassy Panama City", "PA", "WHA", "America/Panama"),
        ("NAIROBI", "Embassy Nairobi", "KE", "AF", "Africa/Nairobi"),
        ("PRETORIA", "Embassy Pretoria", "ZA", "AF", "Africa/Johannesburg"),
        ("ABUJA", "Embassy Abuja", "NG", "AF", "Africa/Lagos"),
        ("ACCRA", "Embassy Accra", "GH", "AF", "Africa/Accra"),
        ("DAKAR", "Embassy Dakar", "SN", "AF", "Africa/Dakar"),
        ("ADDIS-ABABA", "Embassy Addis Ababa", "ET", "AF", "Africa/Addis_Ababa"),
        ("KAMPALA", "Embassy Kampala", "UG", "AF", "Africa/Kampala"),
        ("LUSAKA", "Embassy Lusaka", "ZM", "AF", "Africa/Lusaka"),
        ("ABIDJAN", "Embassy Abidjan", "CI", "AF", "Africa/Abidjan"),
        ("GABORONE", "Embassy Gaborone", "BW", "AF", "Africa/Gaborone"),
        ("CAIRO", "Embassy Cairo", "EG", "NEA", "Africa/Cairo"),
        ("AMMAN", "Embassy Amman", "JO", "NEA", "Asia/Amman"),
        ("RABAT", "Embassy Rabat", "MA", "NEA", "Africa/Casablanca"),
        ("TUNIS", "Embassy Tunis", "TN", "NEA", "Africa/Tunis"),
        ("ABU-DHABI", "Embassy Abu Dhabi", "AE", "NEA", "Asia/Dubai"),
        ("RIYADH", "Embassy Riyadh", "SA", "NEA", "Asia/Riyadh"),
        ("JERUSALEM", "Embassy Jerusalem", "IL", "NEA", "Asia/Jerusalem"),
        ("DOHA", "Embassy Doha", "QA", "NEA", "Asia/Qatar"),
        ("MUSCAT", "Embassy Muscat", "OM", "NEA", "Asia/Muscat"),
        ("NEW-DELHI", "Embassy New Delhi", "IN", "SCA", "Asia/Kolkata"),
        ("MUMBAI", "Consulate General Mumbai", "IN", "SCA", "Asia/Kolkata"),
        ("ISLAMABAD", "Embassy Islamabad", "PK", "SCA", "Asia/Karachi"),
        ("DHAKA", "Embassy Dhaka", "BD", "SCA", "Asia/Dhaka"),
        ("KATHMANDU", "Embassy Kathmandu", "NP", "SCA", "Asia/Kathmandu"),
        ("COLOMBO", "Embassy Colombo", "LK", "SCA", "Asia/Colombo"),
        ("ASTANA", "Embassy Astana", "KZ", "SCA", "Asia/Almaty"),
        ("TASHKENT", "Embassy Tashkent", "UZ", "SCA", "Asia/Tashkent"),
    )
)


class DutyStation(NamedTuple):
    """A place of work: code as in block 38 of the SF-50, name, locality pay area, near the capital or not."""

    code: str
    name: str
    locality: str
    in_washington_area: bool


# State and county digits are the official ones; the four digits of the city are for show.
_CAPITAL = "Washington-Baltimore-Arlington, DC-MD-VA-WV-PA"
WASHINGTON = DutyStation("110010001", "Washington, District of Columbia", _CAPITAL, True)
ARLINGTON = DutyStation("510100013", "Arlington, Arlington, Virginia", _CAPITAL, True)
ELSEWHERE = (
    DutyStation("171670031", "Chicago, Cook, Illinois", "Chicago-Naperville, IL-IN-WI", False),
    DutyStation("121900086", "Miami, Miami-Dade, Florida", "Miami-Port St. Lucie-Fort Lauderdale, FL", False),
    DutyStation("062960075", "San Francisco, California", "San Jose-San Francisco-Oakland, CA", False),
    DutyStation("531960033", "Seattle, King, Washington", "Seattle-Tacoma, WA", False),
    DutyStation("364170061", "New York, New York", "New York-Newark, NY-NJ-CT-PA", False),
    DutyStation("482870201", "Houston, Harris, Texas", "Houston-The Woodlands, TX", False),
    DutyStation(
        "331400015",
        "Portsmouth, Rockingham, New Hampshire",
        "Boston-Worcester-Providence, MA-RI-NH-CT-ME-VT",
        False,
    ),
    DutyStation("451170019", "Charleston, Charleston, South Carolina", "Rest of United States", False),
    DutyStation("221710071", "New Orleans, Orleans, Louisiana", "Rest of United States", False),
    DutyStation("240500031", "Bethesda, Montgomery, Maryland", _CAPITAL, True),
)


def station_abroad(post: SamplePost) -> DutyStation:
    return DutyStation(f"{post.country}0000000", post.name.split(" ", 1)[1], "", False)
