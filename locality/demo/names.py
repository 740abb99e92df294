"""Names of nobody, streets of nowhere, numbers that nobody can ring (domain.md 8.1-8.3).

Tests hold the family names, the postcodes and the telephone numbers of the demonstration against these lists.
"""

FAMILY_NAMES = (
    "Fulmar Kittiwake Guillemot Whimbrel Sandling Lanternby Cobblestow Fennimarsh Razorbilly Turnstone Dunlinson "
    "Shearwater Oystermere Puffinby Gannetson Skuaford Ternholt Petrelby Dotterelle Sanderley Cormorden Shagstone "
    "Eiderwick Curlewby Greenshanks Redshanks Lapwingham Ploverdale Phalarope Noddyfield Auklet Murreletti "
    "Guillemoor Kelpstead Beaconsby Lampwicker Fogbellow Foghornby Spindrifter Marramby Tidewatch Saltmarrow "
    "Driftwellow Anchorby Groynewick Wrackstone Shinglehurst Capstanby Bollardby Mooringham Skerryvane Eddystow "
    "Longstoneby Coquetry Farnelight Buoyand Pilotby Brinecombe Seathrifty Samphirely"
).split()
CHILDREN = (
    "Ava Kai Ruby Mohammed Zofia Theo Amelia Ibrahim Poppy Jayden Maryam Oliver Niamh Tomasz Freya Yusuf Ella Kofi "
    "Grace Reuben Aisha Harley Isla Dev Chloe Samir Daisy Luca Hana Alfie Layla Finn Priya Leo Skye Omar Evie Mateusz "
    "Rosie Tariq Summer Callum Nia Zain Molly Ethan Ines Jude Sofia Ryan Amina Toby Lily Emeka Hollie Adam Mei Logan"
).split()
GROWN_UPS = (
    "Nell Joanne Dawn Fatima Agnieszka Kelly Marcia Shabnam Tracy Donna Leanne Ifeoma Claire Rachel Nadia Gemma "
    "Stacey Halina Beth Lorraine Parveen Wendy Tara Simone"
).split()
MEN = (
    "Craig Darren Ahmed Piotr Lee Winston Imran Stuart Gary Femi Neil Jason Karim Wayne Marek Dean Anthony Rashid "
    "Scott Terry"
).split()
WORKERS_FIRST = (
    "Alison Bashir Catriona Daniel Efua Francis Gita Howard Ines Jerome Kirsty Liam Manju Nathan Oona Patrick Ruksana "
    "Stephen Tamsin Usman Verity Will Yasmin Zack Bridget Colin Della Errol Fiona Graham Hilary Ian Jill Kwame Lorna "
    "Megan Nasreen Owen Philippa Rhys Sunita Trevor"
).split()
WORKERS_LAST = (
    "Ashdown Bellweather Castlemaine Dunmore Elderby Farrowgate Greystoke Hollingbeck Inglemoor Jessamy Kettlewell "
    "Larkspur Merriman Northey Okoro Penrose Quayle Rahman Silverdale Thackray Underwood Venn Wainscott Yarrow Adeyemi "
    "Bhatt Crossley Desai Farouk Gale Hussain Iqbal"
).split()
STREETS = (
    "Marmalade Terrace|Ropewalk of Little Wishes|Teakettle Row|Lantern Steps|Herring Court|Bellringer’s Ginnel|"
    "Pocket Lighthouse Lane|Treacle Wynd|Button Street|Umbrella Yard|Whistling Stairs|Gingerbread Quay|Slipper Lane|"
    "Hot Chestnut Place|Seven Spoons Alley|Candlewick Rise|Mending Net Road|Old Kite Field|Thimble Crescent"
).split("|")
ODD_LETTERS = "CIKMOV"  # no inward code has ever held one: such a postcode cannot exist


def postcode(dice):
    """A postcode of the area NT, which there is not, with two letters that no inward code has."""
    first, second = dice.choice(ODD_LETTERS), dice.choice(ODD_LETTERS)
    return f"NT{dice.randint(1, 29)} {dice.randint(1, 9)}{first}{second}"


def telephone(dice):
    """A number kept free for stories: nobody is called by ringing it."""
    return f"01632 960{dice.randint(0, 999):03}"


def address(dice):
    """A house in a street of nowhere."""
    return f"{dice.randint(1, 88)} {dice.choice(STREETS)}"
