/**
 * Traffic Manager's geographic hierarchy under WORLD (Azure docs: geographic regions): code, a point on the map, name.
 * The codes and the grouping are Azure's; the points are ours, rough centres used to tell what is near.
 */
export const territories = `
GEO-EU Europe
  AD 42.5 1.6 Andorra
  AL 41 20 Albania
  AT 47.6 14.1 Austria
  AX 60.2 20 Åland Islands
  BA 44.2 17.8 Bosnia and Herzegovina
  BE 50.8 4.4 Belgium
  BG 42.7 25.5 Bulgaria
  BY 53.7 28 Belarus
  CH 46.8 8.2 Switzerland
  CY 35.1 33.4 Cyprus
  CZ 49.8 15.5 Czech Republic
  DE 51 10 Germany
  DK 56 10 Denmark
  EE 58.7 25.5 Estonia
  ES 40.2 -3.6 Spain
  FI 62 26 Finland
  FO 62 -6.9 Faroe Islands
  FR 46.6 2.4 France
  GB 53 -1.5 United Kingdom
    GB-ENG 52.5 -1.5 England
    GB-NIR 54.6 -6.6 Northern Ireland
    GB-SCT 56.5 -4 Scotland
    GB-WLS 52.3 -3.7 Wales
  GG 49.5 -2.6 Guernsey
  GI 36.1 -5.3 Gibraltar
  GR 39 22.5 Greece
  HR 45.2 15.5 Croatia
  HU 47.2 19.4 Hungary
  IE 53.2 -8 Ireland
  IM 54.2 -4.5 Isle of Man
  IS 65 -18.6 Iceland
  IT 42.8 12.6 Italy
  JE 49.2 -2.1 Jersey
  LI 47.2 9.6 Liechtenstein
  LT 55.3 23.9 Lithuania
  LU 49.8 6.1 Luxembourg
  LV 56.9 24.9 Latvia
  MC 43.7 7.4 Monaco
  MD 47.2 28.5 Moldova
  ME 42.8 19.3 Montenegro
  MK 41.6 21.7 North Macedonia
  MT 35.9 14.4 Malta
  NL 52.2 5.3 Netherlands
  NO 61.5 9 Norway
  PL 52.1 19.4 Poland
  PT 39.6 -8 Portugal
  RO 45.9 25 Romania
  RS 44.2 20.8 Serbia
  RU 55.8 37.6 Russia
  SE 60.5 15.5 Sweden
  SI 46.1 14.8 Slovenia
  SJ 78 16 Svalbard
  SK 48.7 19.5 Slovakia
  SM 43.9 12.5 San Marino
  UA 49 31.4 Ukraine
  VA 41.9 12.5 Vatican City
  XJ 71 -8.3 Jan Mayen
  XK 42.6 20.9 Kosovo
GEO-ME Middle East
  AE 24 54 United Arab Emirates
  BH 26 50.5 Bahrain
  IL 31.5 34.9 Israel
  IQ 33 43.7 Iraq
  IR 32.6 54.3 Iran
  JO 31.3 36.8 Jordan
  KW 29.3 47.6 Kuwait
  LB 33.9 35.9 Lebanon
  OM 20.6 56.1 Oman
  PS 31.9 35.2 Palestinian Authority
  QA 25.3 51.2 Qatar
  SY 35 38.5 Syria
  SA 24.1 44.5 Saudi Arabia
  TR 39.1 35.2 Türkiye
  YE 15.9 47.6 Yemen
GEO-NA North America / Central America / Caribbean
  AG 17.3 -61.8 Antigua and Barbuda
  AI 18.2 -63.1 Anguilla
  AW 12.5 -70 Aruba
  BB 13.2 -59.6 Barbados
  BL 17.9 -62.8 Saint Barthélemy
  BM 32.3 -64.8 Bermuda
  BQ 12.2 -68.3 Bonaire
  BS 24.7 -78 Bahamas
  BZ 17.2 -88.7 Belize
  CA 45.4 -75.7 Canada
    CA-AB 53.9 -116.6 Alberta
    CA-BC 49.8 -123.5 British Columbia
    CA-MB 50.5 -97.7 Manitoba
    CA-NB 46.5 -66.2 New Brunswick
    CA-NL 48.7 -56.2 Newfoundland and Labrador
    CA-NS 44.9 -63.3 Nova Scotia
    CA-NT 62.5 -114.4 Northwest Territories
    CA-NU 63.7 -68.5 Nunavut
    CA-ON 44 -79.5 Ontario
    CA-PE 46.3 -63.1 Prince Edward Island
    CA-QC 46.5 -72.5 Québec
    CA-SK 51.5 -106 Saskatchewan
    CA-YT 60.7 -135 Yukon Territory
  CR 9.9 -84.2 Costa Rica
  CU 21.9 -79 Cuba
  CW 12.2 -69 Curaçao
  DM 15.4 -61.4 Dominica
  DO 18.8 -70.2 Dominican Republic
  GD 12.1 -61.7 Grenada
  GL 64.2 -51.7 Greenland
  GP 16.2 -61.5 Guadeloupe
  GT 15.7 -90.4 Guatemala
  HN 14.8 -86.6 Honduras
  HT 18.9 -72.7 Haiti
  JM 18.1 -77.3 Jamaica
  KN 17.3 -62.7 Saint Kitts and Nevis
  KY 19.3 -81.3 Cayman Islands
  LC 13.9 -61 Saint Lucia
  MF 18.1 -63.1 Saint Martin
  MQ 14.6 -61 Martinique
  MS 16.7 -62.2 Montserrat
  MX 20.6 -100.4 Mexico
  NI 12.8 -85 Nicaragua
  PA 8.5 -80.1 Panama
  PM 46.9 -56.3 Saint Pierre and Miquelon
  PR 18.2 -66.5 Puerto Rico
  SV 13.7 -88.9 El Salvador
  SX 18 -63.1 Sint Maarten
  TC 21.8 -71.8 Turks and Caicos Islands
  TT 10.5 -61.3 Trinidad and Tobago
  UM 19.3 166.6 U.S. Outlying Islands
  US 39.5 -90 United States
    US-AK 61.2 -149.9 Alaska
    US-AL 32.8 -86.8 Alabama
    US-AR 34.8 -92.4 Arkansas
    US-AZ 33.5 -112 Arizona
    US-CA 36.5 -119.8 California
    US-CO 39.5 -105 Colorado
    US-CT 41.6 -72.7 Connecticut
    US-DC 38.9 -77 District of Columbia
    US-DE 39 -75.5 Delaware
    US-FL 28.1 -81.6 Florida
    US-GA 32.9 -83.5 Georgia
    US-HI 21.3 -157.8 Hawaii
    US-IA 41.9 -93.5 Iowa
    US-ID 43.6 -116.2 Idaho
    US-IL 40.1 -89.2 Illinois
    US-IN 39.9 -86.3 Indiana
    US-KS 38.5 -98.4 Kansas
    US-KY 37.8 -85.3 Kentucky
    US-LA 30.9 -92 Louisiana
    US-MA 42.3 -71.8 Massachusetts
    US-MD 39.1 -76.8 Maryland
    US-ME 44.9 -69.2 Maine
    US-MI 43 -84.5 Michigan
    US-MN 45.3 -94 Minnesota
    US-MO 38.4 -92.5 Missouri
    US-MS 32.7 -89.7 Mississippi
    US-MT 46.9 -110.4 Montana
    US-NC 35.5 -79.4 North Carolina
    US-ND 47.4 -100.5 North Dakota
    US-NE 41.1 -98 Nebraska
    US-NH 43.4 -71.6 New Hampshire
    US-NJ 40.2 -74.7 New Jersey
    US-NM 34.4 -106.1 New Mexico
    US-NV 37.5 -115.5 Nevada
    US-NY 41.8 -74.5 New York
    US-OH 40.3 -82.8 Ohio
    US-OK 35.5 -97.5 Oklahoma
    US-OR 44.9 -122.5 Oregon
    US-PA 40.7 -77.2 Pennsylvania
    US-RI 41.7 -71.5 Rhode Island
    US-SC 33.9 -80.9 South Carolina
    US-SD 44.4 -100.2 South Dakota
    US-TN 35.8 -86.4 Tennessee
    US-TX 31 -97.6 Texas
    US-UT 40.3 -111.7 Utah
    US-VA 37.6 -78.2 Virginia
    US-VT 44 -72.7 Vermont
    US-WA 47.4 -121.5 Washington
    US-WI 44 -89.5 Wisconsin
    US-WV 38.6 -80.6 West Virginia
    US-WY 42.9 -107.5 Wyoming
  VC 13.2 -61.2 Saint Vincent and the Grenadines
  VG 18.5 -64.5 British Virgin Islands
  VI 18.3 -64.8 U.S. Virgin Islands
  XE 17.5 -63 Sint Eustatius
  XS 17.6 -63.2 Saba
GEO-AS Asia
  AF 33.8 66 Afghanistan
  AM 40.3 44.9 Armenia
  AZ 40.3 47.7 Azerbaijan
  BD 23.9 90.2 Bangladesh
  BN 4.5 114.7 Brunei
  BT 27.4 90.4 Bhutan
  CC -12.2 96.8 Cocos (Keeling) Islands
  CN 33 112 China
  CX -10.5 105.6 Christmas Island
  GE 42.2 43.5 Georgia
  HK 22.3 114.2 Hong Kong SAR
  ID -6.5 108 Indonesia
  IN 22.9 79.6 India
  IO -7.3 72.4 British Indian Ocean Territory
  JP 35.7 138 Japan
  KG 41.5 74.6 Kyrgyzstan
  KH 12.7 104.9 Cambodia
  KP 40.2 127.2 North Korea
  KR 36.4 127.8 Korea
  KZ 48.2 67.3 Kazakhstan
  LA 18.5 103.8 Laos
  LK 7.6 80.7 Sri Lanka
  MM 21.2 96.5 Myanmar
  MN 46.8 103.1 Mongolia
  MO 22.2 113.5 Macao SAR
  MV 3.7 73.5 Maldives
  MY 3.8 101.7 Malaysia
  NP 28.2 83.9 Nepal
  PH 12.9 121.8 Philippines
  PK 30 69.3 Pakistan
  SG 1.4 103.8 Singapore
  TH 15.1 101 Thailand
  TJ 38.5 71 Tajikistan
  TL -8.8 125.8 Timor-Leste
  TM 39.1 59.4 Turkmenistan
  TW 23.8 121 Taiwan
  UZ 41.8 63.1 Uzbekistan
  VN 16.6 106.3 Vietnam
GEO-AF Africa
  AO -12.3 17.5 Angola
  BF 12.3 -1.7 Burkina Faso
  BI -3.4 29.9 Burundi
  BJ 9.6 2.3 Benin
  BV -54.4 3.4 Bouvet Island
  BW -22.2 23.8 Botswana
  CD -2.9 23.6 Congo (DRC)
  CF 6.6 20.5 Central African Republic
  CG -0.8 15.2 Congo
  CI 7.6 -5.6 Côte d’Ivoire
  CM 5.7 12.7 Cameroon
  CV 15.9 -24 Cabo Verde
  DJ 11.7 42.6 Djibouti
  DZ 33 2.6 Algeria
  EG 28 30 Egypt
  ER 15.4 38.8 Eritrea
  ET 8.6 39.6 Ethiopia
  GA -0.6 11.8 Gabon
  GH 8 -1.2 Ghana
  GM 13.4 -15.4 Gambia
  GN 10.4 -10.9 Guinea
  GQ 1.7 10.3 Equatorial Guinea
  GW 12 -14.9 Guinea-Bissau
  KE 0.6 37.8 Kenya
  KM -11.9 43.7 Comoros
  LR 6.5 -9.3 Liberia
  LS -29.6 28.2 Lesotho
  LY 29 17 Libya
  MA 32 -6.3 Morocco
  MG -19.4 46.7 Madagascar
  ML 16 -3.5 Mali
  MR 20.3 -10.3 Mauritania
  MU -20.3 57.6 Mauritius
  MW -13.2 34.3 Malawi
  MZ -17.3 35.5 Mozambique
  NA -22.1 17.2 Namibia
  NE 16 9 Niger
  NG 9.6 8.1 Nigeria
  RE -21.1 55.5 Réunion
  RW -2 29.9 Rwanda
  SC -4.7 55.5 Seychelles
  SD 15.6 31 Sudan
  SH -16 -5.7 St Helena, Ascension, Tristan da Cunha
  SL 8.6 -11.8 Sierra Leone
  SN 14.4 -14.5 Senegal
  SO 4.8 45.7 Somalia
  SS 7.3 30.2 South Sudan
  ST 0.4 6.7 São Tomé and Príncipe
  SZ -26.6 31.5 Swaziland
  TD 15.4 18.6 Chad
  TF -49.3 69.5 French Southern Territories
  TG 8.5 1 Togo
  TN 34.1 9.6 Tunisia
  TZ -6.3 34.8 Tanzania
  UG 1.3 32.4 Uganda
  YT -12.8 45.2 Mayotte
  ZA -29 25 South Africa
  ZM -13.5 27.8 Zambia
  ZW -19 29.9 Zimbabwe
GEO-AN Antarctica
  AQ -80 0 Antarctica
GEO-SA South America
  AR -35.4 -63 Argentina
  BO -16.7 -64.7 Bolivia
  BR -20 -47 Brazil
  CL -33.5 -70.7 Chile
  CO 3.9 -73.1 Colombia
  EC -1.4 -78.8 Ecuador
  FK -51.7 -59 Falkland Islands
  GF 3.9 -53.1 French Guiana
  GS -54.4 -36.6 South Georgia and South Sandwich Islands
  GY 4.8 -58.9 Guyana
  PE -9.2 -74.4 Peru
  PY -23.2 -58.4 Paraguay
  SR 4.1 -55.9 Suriname
  UY -32.8 -56 Uruguay
  VE 7.1 -66.2 Venezuela
GEO-AP Australia / Pacific
  AS -14.3 -170.7 American Samoa
  AU -33 148 Australia
    AU-ACT -35.3 149.1 Australian Capital Territory
    AU-NSW -33.5 150 New South Wales
    AU-NT -14 132 Northern Territory
    AU-QLD -24 149 Queensland
    AU-SA -34 138 South Australia
    AU-TAS -42 146.6 Tasmania
    AU-VIC -37.3 145 Victoria
    AU-WA -31.5 117 Western Australia
  CK -21.2 -159.8 Cook Islands
  FJ -17.8 178 Fiji
  FM 6.9 158.2 Micronesia
  GU 13.4 144.8 Guam
  HM -53.1 73.5 Heard Island and McDonald Islands
  KI 1.4 173 Kiribati
  MH 7.1 171.1 Marshall Islands
  MP 15.2 145.7 Northern Mariana Islands
  NC -21.3 165.5 New Caledonia
  NF -29 168 Norfolk Island
  NR -0.5 166.9 Nauru
  NU -19.1 -169.9 Niue
  NZ -40.5 174 New Zealand
  PF -17.7 -149.4 French Polynesia
  PG -6.5 145.2 Papua New Guinea
  PN -25.1 -130.1 Pitcairn Islands
  PW 7.5 134.6 Palau
  SB -9.6 160.2 Solomon Islands
  TK -9.2 -171.8 Tokelau
  TO -21.2 -175.2 Tonga
  TV -8.5 179.2 Tuvalu
  VU -16.2 167.7 Vanuatu
  WF -13.8 -177.2 Wallis and Futuna
  WS -13.8 -172.1 Samoa
`;
