"""Names of nobody: given and family names of many origins, put together by arithmetic."""

from collections.abc import Iterator
from random import Random

_GIVEN = """
Abigail Adaeze Adriana Ahmed Aiko Alan Alejandra Alicia Amina Amir Ana Andre Angela Anika Anthony Arjun
Arturo Asha Astrid Beatriz Benjamin Bianca Bogdan Brianna Bruno Caleb Camila Carlos Carmen Catherine
Cecilia Chen Chidi Chloe Clara Cole Dalia Daniela Darius David Deborah Deepa Derek Diego Dmitri Dolores
Edith Eduardo Eli Elise Emeka Emily Erik Esther Ethan Eva Fatima Felix Fiona Frances Gabriel Gina
Giovanni Gloria Grace Gustavo Haruto Hassan Heidi Helena Henry Hiroshi Ian Ibrahim Imani Ines Irene Isaac
Ivan Jamal Janet Javier Jelena Jerome Jin Joanna Joel Johanna Jorge Joseph Juanita Judith Julian Kalinda
Karen Karim Katya Keiko Kenji Khadija Kofi Kwame Lara Latoya Laura Layla Leo Lian Lila Linh Lorenzo Lucia
Luis Magda Malik Manuel Marcus Mariam Marta Mateo Maya Mehmet Mei Melissa Miguel Mina Mireille Nadia
Naomi Natalia Nathan Nikhil Nina Noor Olga Omar Oscar Paolo Patricia Pavel Pedro Petra Philip Priscilla
Quentin Rachel Rafael Ravi Rebecca Renee Ricardo Robert Rosa Roshni Ruben Sabrina Salma Sana Santiago
Sara Selim Serena Shreya Simone Sofia Stefan Sunil Susan Tamara Tariq Tessa Thandi Theo Thomas Tomoko Uma
Valentina Vanessa Vera Victor Vikram Wanda Wen William Xavier Yara Yasmin Yusuf Zainab Zoe
"""
_FAMILY = """
Abara Acheson Adebayo Aguilar Ahlgren Akhtar Almeida Alvarado Amadi Andersen Anwar Aoki Arce Armitage
Asante Aziz Baines Bakker Bancroft Banerjee Barrios Basu Bauer Becerra Bello Benitez Bergstrom Bhatt
Bianchi Blackwood Boateng Bolland Bouchard Braga Brandt Brightwater Burgess Caldera Callahan Campos
Carver Castaneda Chamberlin Chaudhry Cho Cisneros Clemente Coleman Contreras Cordova Costa Crowder Dahl
Danso Darby Das Dawes Delacroix Delgado Desai Diaz Dimitrov Dizon Donahue Dubois Duarte Easton Ebner
Echeverria Egan Ekberg Eldridge Emery Engel Escobar Espinoza Fairchild Farah Farouk Feldman Ferreira
Figueroa Finch Forsberg Fortier Fujita Gallagher Galvan Garnett Georgiou Ghosh Gilroy Glover Goswami
Greenfield Grigoryan Guerrero Gupta Haas Haddock Hakimi Halloran Hammond Harding Hashimoto Hassan
Hawthorne Hayashi Henriksen Herrera Hidalgo Hollis Horvath Huang Hwang Ibarra Igwe Ikeda Iqbal Ismail Ito
Ivanova Jacobsen Jaramillo Jensen Jimenez Kamara Kapoor Karlsson Kato Kaya Keller Khalil Kimura Kincaid
Kirkland Kone Kovacs Kowalski Krishnan Kruger Kuroda Lacroix Lam Langford Larkin Laurent Leal Lindgren
Lockhart Lombardi Luna Maas Mahmoud Maldonado Malhotra Mancini Marchetti Marek Mbatha McAllister Medina
Mehta Mendoza Mensah Mercado Meyer Mikkelsen Mirza Molina Montoya Moreau Mori Mukherjee Munoz Mwangi
Nasser Navarro Ndiaye Neves Nielsen Njoroge Noble Novak Nunez Ochoa Odonkor Okafor Okoye Olsen Omari
Ortega Osei Ospina Owusu Pacheco Palmer Park Patel Pereira Petrov Pham Pineda Popescu Porter Prasad
Quigley Quintero Rahman Ramires Rao Reyes Richter Rinaldi Rojas Rossi Rousseau Roy Saito Salazar Salim
Sandoval Santos Sato Schaefer Schultz Sen Serrano Shah Sharma Sheridan Silva Sinclair Solberg Solis Soto
Stavros Stokes Suarez Subramanian Svensson Szabo Tanaka Tavares Temple Tesfaye Thorne Toure Tran Trujillo
Tsai Underwood Urbina Valdez Vargas Vasquez Vega Verma Villanueva Vogel Volkov Wagner Wakefield Walcott
Watanabe Weber Whitmore Winslow Wolfe Yamada Yates Yilmaz Zamora Zapata Zeller Ziegler Zuniga
"""


GIVEN_NAMES = tuple(_GIVEN.split())
FAMILY_NAMES = tuple(_FAMILY.split())


def invented_names(random: Random) -> Iterator[tuple[str, str]]:
    """Pairs of given and family name, each pair once before any comes twice."""
    total = len(GIVEN_NAMES) * len(FAMILY_NAMES)
    # A prime step that shares no factor with the total visits every pair.
    step, place = 7919, random.randrange(total)
    while True:
        yield GIVEN_NAMES[place % len(GIVEN_NAMES)], FAMILY_NAMES[place // len(GIVEN_NAMES)]
        place = (place + step) % total
