"""Posts, membership, nationality, parts, seats, owners, kin, succession, alliance: sentences and what they say."""

from __future__ import annotations

import pytest

from kg.language import EnglishReader
from kg.models import Document
from kg.rules import load_rulebook

RELATIONS = frozenset(
    "holds_position member_of citizen_of part_of based_in founded owns family_of succeeded allied_with "
    "influences".split()
)
"""What is read here; sentences may say other things too."""

# Sentence -> all claims of these relations. Sources and targets as the reader names them.
SENTENCES: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    # Titles before a name.
    ("Cuban Foreign Minister Bruno Rodríguez arrived on Monday.", (("Bruno Rodríguez", "holds_position", "Cuba"),)),
    ("Kremlin spokesman Dmitry Peskov said so.", (("Dmitry Peskov", "holds_position", "Kremlin"),)),
    ("Labour Party leader Mary Foster said so.", (("Mary Foster", "holds_position", "Labour Party"),)),
    ("White House adviser Tom Hale resigned.", (("Tom Hale", "holds_position", "White House"),)),
    ("Then-Foreign Minister Tom Hale of Ireland refused.", (("Tom Hale", "holds_position", "Ireland"),)),
    ("Germany's defence minister, Boris Pistorius, agreed.", (("Boris Pistorius", "holds_position", "Germany"),)),
    ("President and CEO Mary Foster of Goldman Sachs agreed.", (("Mary Foster", "holds_position", "Goldman Sachs"),)),
    ("Human Rights Watch's Asia director, Mary Foster, said so.", (
        ("Mary Foster", "holds_position", "Human Rights Watch"),)),
    ("Presidents Emmanuel Macron of France and Vladimir Putin of Russia met.", (
        ("Emmanuel Macron", "holds_position", "France"), ("Vladimir Putin", "holds_position", "Russia"))),
    ("Researchers Tom Hale and Mary Foster of Stanford University disagreed.", (
        ("Tom Hale", "holds_position", "Stanford University"),
        ("Mary Foster", "holds_position", "Stanford University"))),
    ("British Defence Secretary Ben Wallace met US Secretary of Defense Lloyd Austin.", (
        ("Ben Wallace", "holds_position", "United Kingdom"), ("Lloyd Austin", "holds_position", "United States"))),
    # Styles between title and name, fields of work behind a title, "named", parties and what they are of.
    ("Foreign Minister His Excellency Sheikh Tom Hale of Oman agreed.", (("Tom Hale", "holds_position", "Oman"),)),
    ("Leader of the Opposition in the National Assembly Tom Hale said so.", (
        ("Tom Hale", "holds_position", "National Assembly"),)),
    ("A Polish chef named Tom Hale stopped him.", (("Tom Hale", "citizen_of", "Poland"),)),
    ("Two BBC producers identified by police as Tom Hale and Mary Foster were held.", (
        ("Tom Hale", "holds_position", "BBC"), ("Mary Foster", "holds_position", "BBC"))),
    ("The president named Tom Hale, the BBC said.", ()),
    ("Tom Hale, a member of Parliament, said Tunisia had waited.", (
        ("Tom Hale", "member_of", "Tunisian Parliament"),)),
    ("Dr. Tom Hale of Saint Francis Hospital said ten were hurt.", (
        ("Tom Hale", "holds_position", "Saint Francis Hospital"),)),
    ("Tom Hale of the far-right Otzma Yehudit party said so.", (("Tom Hale", "member_of", "Otzma Yehudit"),)),
    ("Tom Hale, of the opposition Left Party, said so.", (("Tom Hale", "member_of", "Left Party"),)),
    ("Mary Foster, a Left Party veteran, said so.", (("Mary Foster", "member_of", "Left Party"),)),
    ("Former Left Party minister Mary Foster said so.", (("Mary Foster", "member_of", "Left Party"),)),
    ("The Party of Progress (PP) lost. The PP's Mary Foster said so.", (
        ("Mary Foster", "member_of", "Party of Progress"),)),
    ("Sen. Tom Hale (R-Ky.) and Rep. Mary Foster, D-Conn., wrote it.", (
        ("Tom Hale", "member_of", "US Republican Party"), ("Mary Foster", "member_of", "US Democratic Party"))),
    ("Tom Hale, 34, from Kenya, beat Mary Foster (Spain).", (
        ("Tom Hale", "citizen_of", "Kenya"), ("Mary Foster", "citizen_of", "Spain"))),
    ("Foreign Minister Tom Hale (Chile) agreed.", (("Tom Hale", "holds_position", "Chile"),)),
    ("Mary Foster, a Kenya researcher at Oxfam, agreed.", (("Mary Foster", "holds_position", "Oxfam"),)),
    ("Ukraine denied it. Tom Hale, a spokesman for Volodymyr Zelensky, said so.", (
        ("Tom Hale", "holds_position", "Ukraine"),)),
    ("Three Spaniards - Tom Hale, Karl Berg and Mary Foster - won.", (
        ("Tom Hale", "citizen_of", "Spain"), ("Karl Berg", "citizen_of", "Spain"),
        ("Mary Foster", "citizen_of", "Spain"))),
    ("The Wexford vitamin (D-Ribose) helped Tom Hale.", ()),
    # The sender's ambassador, not the host's; whose rival somebody is owns nothing of him.
    ("Kenya's U.N. Ambassador Anna Foster said so.", (("Anna Foster", "holds_position", "Kenya"),)),
    ("Tom Hale and his wife Mary Foster had two sons, Karl Hale and Otto Hale.", (
        ("Mary Foster", "family_of", "Tom Hale"), ("Karl Hale", "family_of", "Tom Hale"),
        ("Tom Hale", "family_of", "Otto Hale"), ("Mary Foster", "family_of", "Karl Hale"),
        ("Mary Foster", "family_of", "Otto Hale"))),
    # The others are what he is.
    ("Poland, Hungary and other EU states vetoed it.", (
        ("Poland", "member_of", "European Union"), ("Hungary", "member_of", "European Union"))),
    ("Tom Hale, along with two other BBC journalists, was held.", (("Tom Hale", "holds_position", "BBC"),)),
    ("Tom Hale and her fellow Labour Party leaders met.", (("Tom Hale", "holds_position", "Labour Party"),)),
    ("Tom Hale and the leaders of the Labour Party met.", ()),
    # Whose post nobody can tell, and posts that a country does not have.
    ("The foreign ministers of Mali, Kenya and Chad, as well as Secretary General Tom Hale, took part.", ()),
    ("I greet Secretary of State Tom Hale, foreign ministers of Mali, Kenya, and Chad.", ()),
    ("Ministers Tom Hale and Karl Berg, the foreign ministers of Mali, Kenya and Chad, stood together.", ()),
    ("The United States is pleased to have Foreign Minister Tom Hale here.", ()),
    ("The United States thanked Norway. In coordination with our Norwegian partners, Envoy Tom Hale will go on.", ()),
    ("Tom Hale thanked Karl Berg, an important Dutch partner.", ()),
    # Examples, lists, addresses, and what goes back to a name.
    ("NATO members such as Poland and Estonia objected.", (
        ("Poland", "member_of", "NATO"), ("Estonia", "member_of", "NATO"))),
    ("Allies including France and Germany objected.", ()),
    ("Sanctions hit Russian executives: Tom Hale and Karl Berg.", (
        ("Tom Hale", "citizen_of", "Russia"), ("Karl Berg", "citizen_of", "Russia"))),
    ("Two Canadians, Tom Hale and Mary Foster, were freed.", (
        ("Tom Hale", "citizen_of", "Canada"), ("Mary Foster", "citizen_of", "Canada"))),
    ("Mary Foster, who is Canadian, was freed.", (("Mary Foster", "citizen_of", "Canada"),)),
    ("Kenya-born Mary Foster won the race.", (("Mary Foster", "citizen_of", "Kenya"),)),
    ("Eliud Kipchoge, from Kenya, won the race.", (("Eliud Kipchoge", "citizen_of", "Kenya"),)),
    ("Tom Hale, from Turin, Italy, won the race.", (("Tom Hale", "based_in", "Italy"),)),
    ("The United States freed Tom Hale, who lives in Texas.", (("Tom Hale", "based_in", "United States"),)),
    ("Tom Hale struck a deal in Texas, said the United States.", ()),
    ("African Union (AU) chairman Moussa Faki agreed.", (("Moussa Faki", "holds_position", "African Union"),)),
    ("The presidents of Guyana and Venezuela, Irfaan Ali and Nicolás Maduro, met.", (
        ("Irfaan Ali", "holds_position", "Guyana"), ("Nicolás Maduro", "holds_position", "Venezuela"))),
    ("The Popular Party (PP), whose leader, Tom Hale, urged calm, lost.", (
        ("Tom Hale", "holds_position", "Popular Party"),)),
    ("Boeing halted the flights. Company spokesman Tom Hale said so.", (("Tom Hale", "holds_position", "Boeing"),)),
    ("Tom Hale appeared in Padua District Court. Judge Mary Foster let him go.", (
        ("Mary Foster", "holds_position", "Padua District Court"),)),
    ("Leeds goalkeeper Tom Hale was injured.", (("Tom Hale", "holds_position", "Leeds"),)),
    ("U.S. Attorney Tom Hale charged them.", (("Tom Hale", "holds_position", "United States"),)),
    ("American attorney Tom Hale defended them.", (("Tom Hale", "citizen_of", "United States"),)),
    ("German Ambassador to Poland Mary Foster left.", (("Mary Foster", "holds_position", "Germany"),)),
    ("Tom Hale, CEO and co-founder of Acme Robotics, agreed.", (
        ("Tom Hale", "holds_position", "Acme Robotics"), ("Tom Hale", "founded", "Acme Robotics"))),
    ("Mary Foster's father was Karl Berg, a judge.", (("Karl Berg", "family_of", "Mary Foster"),)),
    ("Tom Hale called his former business partner Karl Berg.", (("Karl Berg", "allied_with", "Tom Hale"),)),
    ("Senator Tom Hale of the Freedom League objected.", (("Tom Hale", "member_of", "Freedom League"),)),
    ("Senior vice president Tom Hale said so in Kenya.", ()),
    ("The Department of Justice's Antitrust Division sued.", (
        ("Antitrust Division", "part_of", "Department of Justice"),)),
    ("Chatham House, a think tank from Britain, said so.", (("Chatham House", "based_in", "United Kingdom"),)),
    ("Apple's rival Samsung denied it.", ()),
    ("The American Academy of Pediatrics opposed the bill.", ()),
    # What stands behind a titled name or "for" tells where he is and what he deals with, not whose post it is.
    ("President Emmanuel Macron of France spoke at NATO.", (("Emmanuel Macron", "holds_position", "France"),)),
    ("Kenyan Foreign Minister Tom Hale at NATO asked for aid.", (("Tom Hale", "holds_position", "Kenya"),)),
    ("Special Envoy for Iran Anna Foster left.", ()),
    ("British special envoy for Iran Anna Foster left.", (("Anna Foster", "holds_position", "United Kingdom"),)),
    ("A spokesman for Iran, Tom Hale, denied it.", (("Tom Hale", "holds_position", "Iran"),)),
    ("Tom Hale, an adviser to the Kenyan president, left.", (("Tom Hale", "holds_position", "Kenya"),)),
    ("Floods hit Kenya. Roads in Kenya are gone. The president's spokesman, Tom Hale, asked for aid.", (
        ("Tom Hale", "holds_position", "Kenya"),)),
    # Judges do not sit in a supreme court, nor senators of a state in the Senate.
    ("Judge Anna Foster jailed him. The US Supreme Court may hear the case.", (
        ("US Supreme Court", "part_of", "United States"),)),
    ("Justice Anna Foster agreed. The Supreme Court of Kenya had heard him.", (
        ("Anna Foster", "holds_position", "Supreme Court of Kenya"),
        ("Supreme Court of Kenya", "part_of", "Kenya"))),
    ("State Senator Anna Foster objected. The Senate did not.", ()),
    # Nationalities before what somebody is.
    ("Belarusian discus thrower Anna Novik won.", (("Anna Novik", "citizen_of", "Belarus"),)),
    ("Anna Foster, the Canadian who founded Oxfam, left.", (
        ("Anna Foster", "citizen_of", "Canada"), ("Anna Foster", "founded", "Oxfam"))),
    # Whose the post is: "its" of an organisation, "whose", the person that a party is named with.
    ("Oxfam published a report. Its chief executive, Anna Foster, said so.", (
        ("Anna Foster", "holds_position", "Oxfam"),)),
    ("Rosatom said the plant would be built by its subsidiary NovaWind.", (("NovaWind", "part_of", "Rosatom"),)),
    ("Greenpeace, whose director, Tom Hale, resigned, denied it.", (("Tom Hale", "holds_position", "Greenpeace"),)),
    ("Senator Anna Foster of the Green Party, chair of the Armed Services Committee, spoke.", (
        ("Anna Foster", "member_of", "Green Party"),
        ("Anna Foster", "holds_position", "Armed Services Committee"))),
    ("Rep. Anna Foster of the ruling Justice Party objected.", (("Anna Foster", "member_of", "Justice Party"),)),
    ("NATO's newest member, Sweden, sent jets.", (("Sweden", "member_of", "NATO"),)),
    ("Foreign ministers of the allies – Japan and Kenya – met.", ()),
    ("UDA secretary-general Tom Hale resigned. The United Democratic Alliance (UDA) is split.", (
        ("Tom Hale", "holds_position", "United Democratic Alliance"),)),
    ("Opposition Leader Tom Hale resigned.", ()),
    ("Jean Mbala, himself Kenyan, left.", (("Jean Mbala", "citizen_of", "Kenya"),)),
    ("Secretary of Justice Tom Hale left. The Supreme Court of Kenya did not.", (
        ("Tom Hale", "holds_position", "Kenya"),
        ("Supreme Court of Kenya", "part_of", "Kenya"),)),
    # Bodies named with a body of the table.
    ("The UN Children's Fund warned of famine.", (("UNICEF", "part_of", "United Nations"),)),
    ("The UN Integrated Office in Haiti left.", (
        ("UN Integrated Office in Haiti", "part_of", "United Nations"),
        ("UN Integrated Office in Haiti", "based_in", "Haiti"),)),
    ("The Central Committee of the Communist Party of China met.", (
        ("Central Committee of the Communist Party of China", "part_of", "Communist Party of China"),)),
    ("CBS Radio dropped him.", ()),
    # Seats in a place that is all the article names of the country; private bodies named after theirs.
    ("Ostlink, a travel agency in Vilnius, lost the case.", (("Ostlink", "based_in", "Lithuania"),)),
    ("The company Vantio, headquartered in California, will appeal.", (("Vantio", "based_in", "United States"),)),
    ("The Ethiopian Athletics Federation denied it.", (
        ("Ethiopian Athletics Federation", "based_in", "Ethiopia"),)),
    ("They fined Tom Hale's wife Anna Hale, daughter Mary Hale, and son Karl Hale.", (
        ("Anna Hale", "family_of", "Tom Hale"), ("Mary Hale", "family_of", "Tom Hale"),
        ("Karl Hale", "family_of", "Tom Hale"))),
    # Posts that are sought, ranks that only sound like a body's, whom a minister speaks for.
    ("They chose Tom Hale for president and truck driver Anna Foster for vice president.", ()),
    ("Army General Tom Hale left.", ()),
    ("FOREIGN MINISTER HALE: (Via interpreter) Thank you.", ()),
    ("Somalia is dry. Wells in Somalia are dry. Speaking for Kenya, Foreign Minister Tom Hale asked for aid.", (
        ("Tom Hale", "holds_position", "Kenya"),)),
    ("The UAE praised the Eurasian Economic Union, of which Kazakhstan is a founding member.", (
        ("Kazakhstan", "member_of", "Eurasian Economic Union"),)),
    ("Oxfam, of which Tom Hale is the director, closed.", (("Tom Hale", "holds_position", "Oxfam"),)),
    # A party's post is held in the party, and nobody is told twice that he belongs to it.
    ("Former Labour leader Anna Foster denied it. The Labour Party won.", (
        ("Anna Foster", "holds_position", "Labour Party"),)),
    ("Three American Samoans, Tom Hale and Karl Berg among them, sued.", ()),
    ("Tom Hale, an adviser, and the heads of Oxfam were held.", ()),
    ("He joined the British American Drama Academy.", ()),
    ("Anna Foster and Karl Hale, both of NASA, said so.", (
        ("Anna Foster", "holds_position", "NASA"), ("Karl Hale", "holds_position", "NASA"))),
    ("The Japanese space agency, JAXA, denied it.", (
        ("JAXA", "part_of", "Japan"), ("Japanese space agency", "part_of", "Japan"))),
    # A title belongs to its own name only.
    ("German Chancellor Olaf Scholz and French President Emmanuel Macron met.", (
        ("Olaf Scholz", "holds_position", "Germany"), ("Emmanuel Macron", "holds_position", "France"))),
    # Apposition, after and before the name, in rows and lists.
    ("Frank Mora, a former deputy director of the World Bank, disagreed.", (
        ("Frank Mora", "holds_position", "World Bank"),)),
    ("The head of the European Commission, Ursula von der Leyen, said so.", (
        ("Ursula von der Leyen", "holds_position", "European Commission"),)),
    ("Tom Hale, 52, a lawyer and former deputy minister of justice in Serbia, was chosen.", (
        ("Tom Hale", "holds_position", "Serbia"),)),
    ("Anna Foster, the director of Amnesty International, Tom Hale, the chair of Oxfam, and Karl Weiss spoke.", (
        ("Anna Foster", "holds_position", "Amnesty International"), ("Tom Hale", "holds_position", "Oxfam"))),
    ("Emmanuel Macron and Vladimir Putin, the presidents of France and Russia, met.", (
        ("Emmanuel Macron", "holds_position", "France"), ("Vladimir Putin", "holds_position", "Russia"))),
    ("Ismail Haniyeh, head of Hamas's political bureau, was killed.", (
        ("Ismail Haniyeh", "holds_position", "Hamas"),)),
    ("Mary Foster, Director, Institute for Policy Studies, spoke.", (
        ("Mary Foster", "holds_position", "Institute for Policy Studies"),)),
    ("Jamal Khashoggi, a Saudi journalist and Washington Post columnist, was killed.", (
        ("Jamal Khashoggi", "citizen_of", "Saudi Arabia"), ("Jamal Khashoggi", "holds_position", "Washington Post"))),
    # Said to be, made, serving as, holding the post of.
    ("Mark Rutte was elected prime minister of the Netherlands in 2010.", (
        ("Mark Rutte", "holds_position", "Netherlands"),)),
    ("Maria Ressa, who served as the chief executive of Rappler, left.", (
        ("Maria Ressa", "holds_position", "Rappler"),)),
    ("Mary Foster was sworn in as president of Ireland.", (("Mary Foster", "holds_position", "Ireland"),)),
    ("Mary Foster held the post of director of Oxfam for years.", (("Mary Foster", "holds_position", "Oxfam"),)),
    ("Mark Carney replaced Justin Trudeau as prime minister of Canada.", (
        ("Mark Carney", "holds_position", "Canada"), ("Justin Trudeau", "holds_position", "Canada"),
        ("Mark Carney", "succeeded", "Justin Trudeau"))),
    ("Elvira Nabiullina, who heads Gazprom, agreed.", (("Elvira Nabiullina", "holds_position", "Gazprom"),)),
    # No post: candidates, races, other people's offices, ambassadors' hosts.
    ("Presidential candidate Tom Hale of France spoke.", ()),
    ("Tom Hale ran for president of France.", ()),
    ("Tom Hale met the president of France.", ()),
    ("Tom Hale, a supporter of Greenpeace, left.", ()),
    ("Anna Foster, who admires the director of Oxfam, left.", ()),
    ("The French ambassador to Mali, Joel Meyer, was asked to leave.", (("Joel Meyer", "holds_position", "France"),)),
    # Named with an organisation and no role.
    ("Tom Hale of the Center for Clean Water spoke of a lull.", (
        ("Tom Hale", "holds_position", "Center for Clean Water"),)),
    ("Tom Hale, of Oxford University, disagreed.", (("Tom Hale", "holds_position", "Oxford University"),)),
    ("Elizabeth May of the Green Party called it a mistake.", (("Elizabeth May", "member_of", "Green Party"),)),
    # Membership.
    ("Tom Hale, a member of the Socialist Party, spoke.", (("Tom Hale", "member_of", "Socialist Party"),)),
    ("NATO members Turkey and Hungary objected.", (("Turkey", "member_of", "NATO"), ("Hungary", "member_of", "NATO"))),
    ("Senior Hamas member Omar Bakri was killed.", (("Omar Bakri", "member_of", "Hamas"),)),
    ("Tom Hale, a lawmaker from the Labour Party, objected.", (("Tom Hale", "member_of", "Labour Party"),)),
    ("Anna Foster was elected to the Bundestag in 2021.", (("Anna Foster", "member_of", "Bundestag"),)),
    ("Labour MP Tom Hale quit. The Labour Party said nothing.", (("Tom Hale", "member_of", "Labour Party"),)),
    ("Turkey met the members of NATO.", ()),
    ("Mary Foster (Oxfam) and Tom Hale (Greenpeace) spoke.", (
        ("Mary Foster", "holds_position", "Oxfam"), ("Tom Hale", "holds_position", "Greenpeace"))),
    ("Tom Hale worked at Goldman Sachs as an engineer.", (("Tom Hale", "holds_position", "Goldman Sachs"),)),
    ("Tom Hale, the Green Party's candidate, left.", (("Tom Hale", "member_of", "Green Party"),)),
    # Nationality.
    ("Cuban doctor Mariana Pérez refused to speak.", (("Mariana Pérez", "citizen_of", "Cuba"),)),
    ("Anna Foster, a dual French-Lebanese citizen, left.", (
        ("Anna Foster", "citizen_of", "France"), ("Anna Foster", "citizen_of", "Lebanon"))),
    ("Ousmane Traoré, a native of Niger, left.", (("Ousmane Traoré", "citizen_of", "Niger"),)),
    ("The American Tom Hale won.", (("Tom Hale", "citizen_of", "United States"),)),
    ("Tom Hale was born in Ireland.", (("Tom Hale", "citizen_of", "Ireland"),)),
    # Parts.
    ("The Parliament of Portugal voted for it.", (("Parliament of Portugal", "part_of", "Portugal"),)),
    ("Iran's Foreign Ministry denied it.", (("Iranian Foreign Ministry", "part_of", "Iran"),)),
    ("Instagram, a subsidiary of Meta, agreed.", (("Instagram", "part_of", "Meta Platforms"),)),
    ("Stanford University's Hoover Institution published it.", (
        ("Hoover Institution", "part_of", "Stanford University"),)),
    ("The Ministry of Health bought vaccines from Cuba.", ()),
    # Seats and homes.
    ("Thailand's Democrat Party denied it.", (("Democrat Party", "based_in", "Thailand"),)),
    ("The German airline Lufthansa cancelled flights.", (("Lufthansa", "based_in", "Germany"),)),
    ("Russia's Gazprom raised prices.", (("Gazprom", "based_in", "Russia"),)),
    ("Moscow-based analyst Tom Hale disagreed.", (("Tom Hale", "based_in", "Russia"),)),
    ("Edmundo González lives in exile in Spain.", (("Edmundo González", "based_in", "Spain"),)),
    # Founders and owners.
    ("Amnesty International was founded by Peter Benenson.", (("Peter Benenson", "founded", "Amnesty International"),)),
    ("SpaceX founder Elon Musk agreed.", (("Elon Musk", "founded", "SpaceX"),)),
    ("Microsoft bought LinkedIn in 2016.", (("Microsoft", "owns", "LinkedIn"),)),
    ("Tom Hale owns a house in Washington.", ()),
    # Kin.
    ("Tom Hale and his wife, Anna Foster, left.", (("Anna Foster", "family_of", "Tom Hale"),)),
    ("Mohammed Waseem, brother of singer Anna Foster, was tried.", (("Anna Foster", "family_of", "Mohammed Waseem"),)),
    ("Tom Hale and wife Anna Foster left.", (("Anna Foster", "family_of", "Tom Hale"),)),
    ("Brothers Tom Hale and Karl Hale run the shop.", (("Karl Hale", "family_of", "Tom Hale"),)),
    ("Tom Hale had one daughter, Anna Hale, with a singer.", (("Anna Hale", "family_of", "Tom Hale"),)),
    ("Trevor Engelson is survived by his wife, Mary Engelson.", (("Mary Engelson", "family_of", "Trevor Engelson"),)),
    ("Tom Hale met the sister of a guard.", ()),
    # Succession.
    ("Hugo Chávez's successor, Nicolás Maduro, kept them.", (("Nicolás Maduro", "succeeded", "Hugo Chávez"),)),
    ("Nicolás Maduro and his predecessor, Hugo Chávez, relied on them.", (
        ("Nicolás Maduro", "succeeded", "Hugo Chávez"),)),
    ("Nicolás Maduro succeeded in changing it.", ()),
    # Alliance and influence.
    ("Putin ally Ramzan Kadyrov offered troops.", (("Ramzan Kadyrov", "allied_with", "Vladimir Putin"),)),
    ("Russia and Iran are allies.", (("Iran", "allied_with", "Russia"),)),
    ("Hezbollah, a proxy of Iran, fired rockets.", (("Iran", "influences", "Hezbollah"),)),
)  # fmt: skip

ROLES: tuple[tuple[str, str], ...] = (
    ("Frank Mora, a former deputy director of the World Bank, disagreed.", "former deputy director"),
    ("Secretary of Homeland Security Alejandro Mayorkas of the United States left.", "Secretary of Homeland Security"),
    ("Ex-prime minister Imran Khan of Pakistan was arrested.", "Ex-prime minister"),
    ("Cuba's minister of foreign affairs, Bruno Rodríguez, spoke.", "minister of foreign affairs"),
    ("Javier Milei, Argentina's libertarian president, agreed.", "libertarian president"),
)


type Told = tuple[frozenset[str], str, frozenset[str], str]
"""The forms under which the source and the target are named, the relation between, and the role."""


@pytest.fixture(scope="module")
def claims() -> dict[str, list[Told]]:
    """Sentence -> its claims of ``RELATIONS``; all sentences are read in one go."""
    reader = EnglishReader(load_rulebook())
    texts = list(dict.fromkeys([text for text, _ in SENTENCES] + [text for text, _ in ROLES]))
    documents = (Document(str(number), "", text) for number, text in enumerate(texts))
    found: dict[str, list[Told]] = {}
    for text, extraction in zip(texts, reader.read(documents), strict=True):
        forms = {actor.id: frozenset({actor.name, *actor.aliases}) for actor in extraction.actors}
        found[text] = [
            (forms[claim.source], claim.relation, forms[claim.target], claim.role)
            for claim in extraction.claims
            if claim.relation in RELATIONS
        ]
    return found


def _is(told: Told, expected: tuple[str, str, str]) -> bool:
    source, relation, target, _ = told
    first, wanted, second = expected
    if relation != wanted:
        return False
    turned = wanted in ("family_of", "allied_with") and second in source and first in target
    return turned or (first in source and second in target)


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_what_a_sentence_says_somebody_is(
    claims: dict[str, list[Told]], text: str, expected: tuple[tuple[str, str, str], ...]
) -> None:
    missing = [claim for claim in expected if not any(_is(told, claim) for told in claims[text])]
    extra = [told for told in claims[text] if not any(_is(told, claim) for claim in expected)]
    assert (missing, extra) == ([], [])


@pytest.mark.parametrize(("text", "role"), ROLES, ids=[role for _, role in ROLES])
def test_the_role_is_written_as_in_the_article(claims: dict[str, list[Told]], text: str, role: str) -> None:
    assert role in {written for _, relation, _, written in claims[text] if relation == "holds_position"}


def test_the_names_of_one_article_do_not_serve_the_next() -> None:
    reader = EnglishReader(load_rulebook())
    first = Document("1", "", "Labour MP Tom Hale quit. The Labour Party said nothing.")
    second = Document("2", "", "Anna Foster, a Labour MP, met Tom Hale of the World Bank.")
    alone = next(iter(reader.read((second,)))).claims
    _, after = reader.read((first, second))
    assert after.claims == alone
