"""Countries and areas by their two-letter codes (ISO 3166-1; XK for Kosovo), in plain English."""

_NAMES = """
AF Afghanistan; AX Åland Islands; AL Albania; DZ Algeria; AD Andorra; AO Angola; AI Anguilla;
AQ Antarctica; AG Antigua and Barbuda; AR Argentina; AM Armenia; AW Aruba; AU Australia; AT Austria;
AZ Azerbaijan; BS Bahamas; BH Bahrain; BD Bangladesh; BB Barbados; BY Belarus; BE Belgium; BZ Belize;
BJ Benin; BM Bermuda; BT Bhutan; BO Bolivia; BQ Bonaire, Sint Eustatius and Saba;
BA Bosnia and Herzegovina; BW Botswana; BR Brazil; VG British Virgin Islands; BN Brunei; BG Bulgaria;
BF Burkina Faso; MM Burma; BI Burundi; CV Cabo Verde; KH Cambodia; CM Cameroon; CA Canada;
KY Cayman Islands; CF Central African Republic; TD Chad; CL Chile; CN China; CO Colombia; KM Comoros;
CD Congo, Democratic Republic of the; CG Congo, Republic of the; CK Cook Islands; CR Costa Rica;
CI Côte d'Ivoire; HR Croatia; CU Cuba; CW Curaçao; CY Cyprus; CZ Czechia; DK Denmark; DJ Djibouti;
DM Dominica; DO Dominican Republic; EC Ecuador; EG Egypt; SV El Salvador; GQ Equatorial Guinea;
ER Eritrea; EE Estonia; SZ Eswatini; ET Ethiopia; FO Faroe Islands; FJ Fiji; FI Finland; FR France;
GF French Guiana; PF French Polynesia; GA Gabon; GM Gambia; GE Georgia; DE Germany; GH Ghana;
GI Gibraltar; GR Greece; GL Greenland; GD Grenada; GP Guadeloupe; GT Guatemala; GG Guernsey; GN Guinea;
GW Guinea-Bissau; GY Guyana; HT Haiti; VA Holy See; HN Honduras; HK Hong Kong; HU Hungary; IS Iceland;
IN India; ID Indonesia; IR Iran; IQ Iraq; IE Ireland; IM Isle of Man; IL Israel; IT Italy; JM Jamaica;
JP Japan; JE Jersey; JO Jordan; KZ Kazakhstan; KE Kenya; KI Kiribati; KP Korea, North; KR Korea, South;
XK Kosovo; KW Kuwait; KG Kyrgyzstan; LA Laos; LV Latvia; LB Lebanon; LS Lesotho; LR Liberia; LY Libya;
LI Liechtenstein; LT Lithuania; LU Luxembourg; MO Macau; MG Madagascar; MW Malawi; MY Malaysia;
MV Maldives; ML Mali; MT Malta; MH Marshall Islands; MQ Martinique; MR Mauritania; MU Mauritius;
YT Mayotte; MX Mexico; FM Micronesia; MD Moldova; MC Monaco; MN Mongolia; ME Montenegro; MS Montserrat;
MA Morocco; MZ Mozambique; NA Namibia; NR Nauru; NP Nepal; NL Netherlands; NC New Caledonia;
NZ New Zealand; NI Nicaragua; NE Niger; NG Nigeria; NU Niue; MK North Macedonia; NO Norway; OM Oman;
PK Pakistan; PW Palau; PS Palestinian Territories; PA Panama; PG Papua New Guinea; PY Paraguay;
PE Peru; PH Philippines; PL Poland; PT Portugal; QA Qatar; RE Réunion; RO Romania; RU Russia;
RW Rwanda; BL Saint Barthélemy; SH Saint Helena; KN Saint Kitts and Nevis; LC Saint Lucia;
MF Saint Martin; PM Saint Pierre and Miquelon; VC Saint Vincent and the Grenadines; WS Samoa;
SM San Marino; ST São Tomé and Príncipe; SA Saudi Arabia; SN Senegal; RS Serbia; SC Seychelles;
SL Sierra Leone; SG Singapore; SX Sint Maarten; SK Slovakia; SI Slovenia; SB Solomon Islands;
SO Somalia; ZA South Africa; SS South Sudan; ES Spain; LK Sri Lanka; SD Sudan; SR Suriname; SE Sweden;
CH Switzerland; SY Syria; TW Taiwan; TJ Tajikistan; TZ Tanzania; TH Thailand; TL Timor-Leste; TG Togo;
TO Tonga; TT Trinidad and Tobago; TN Tunisia; TR Türkiye; TM Turkmenistan; TC Turks and Caicos Islands;
TV Tuvalu; UG Uganda; UA Ukraine; AE United Arab Emirates; GB United Kingdom; US United States;
UY Uruguay; UZ Uzbekistan; VU Vanuatu; VE Venezuela; VN Vietnam; WF Wallis and Futuna; YE Yemen;
ZM Zambia; ZW Zimbabwe
"""
COUNTRIES: dict[str, str] = {
    code: name
    for code, _, name in (entry.strip().partition(" ") for entry in _NAMES.replace("\n", " ").split(";"))
}


def country_name(code: str) -> str:
    """The name behind a code; the code itself where there is none."""
    return COUNTRIES.get(code, code)
