"""The closed vocabularies: all terms that a record may use, with the definitions by which a coder chooses one.

In JSON and YAML, a term is a string. In Python it equals that string (`Certainty.POSSIBLE == "possible"`) and has three
attributes: `definition`; `standard`, the corresponding term of a published standard or None; and `position`. Terms are
ordered as in their vocabulary, so `Certainty.PROBABLE < "possible"` holds. The JSON Schema and the schema reference are
derived from this module. The description of a vocabulary is assigned to `__doc__`, because
Python removes docstrings under `-OO`.

Standards named below: PLOVER (Open Event Data Alliance, manual of 2024), CAMEO 1.1b3, FactBank (LDC2009T23),
SemEval-2016 task 6, ISO 31000:2018, Penn Discourse Treebank 2 (PDTB), ISO 3166-1.
"""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """One value of a closed vocabulary.

    `position` is its place in the vocabulary, from 0, which `<` compares. Comparing it with a string that is no term of
    the vocabulary raises ValueError, because the order of letters would be a wrong answer.
    """

    definition: str
    standard: str | None
    position: int

    def __new__(cls, value: str, definition: str, standard: str | None = None) -> Self:
        term = str.__new__(cls, value)
        term._value_ = value
        term.definition = definition
        term.standard = standard
        term.position = len(cls.__members__)
        return term

    def __lt__(self, other: str) -> bool:
        return self.position < self._position_of(other)

    def __le__(self, other: str) -> bool:
        return self.position <= self._position_of(other)

    def __gt__(self, other: str) -> bool:
        return self.position > self._position_of(other)

    def __ge__(self, other: str) -> bool:
        return self.position >= self._position_of(other)

    def _position_of(self, other: str) -> int:
        for term in type(self):
            if term == other:
                return term.position
        raise ValueError(f"{other!r} is not a term of {type(self).__name__}")


class Kind(Term):
    __doc__ = "What a record is. A dataset lists its records in this order."

    SOURCE = "source", "a text that the dataset encodes"
    ACTOR = (
        "actor",
        "someone who acts, speaks, is addressed or is spoken of; the record identifies it and makes no claim",
    )
    PLACE = "place", "somewhere that something is located; the record identifies it and makes no claim"
    EVENT = (
        "event",
        (
            "a single act, including speech, whether it happened, is sought, or is only conceived of; an act that "
            "is feared is an event too, and what might come of it is a risk"
        ),
    )
    CONTEXT = "context", "a lasting state, conduct or trend"
    MOTIVE = (
        "motive",
        (
            "what an actor wants, fears or is committed to, if the source presents it as lying behind the actor's own "
            "act, or as shown by that act"
        ),
    )
    RISK = (
        "risk",
        (
            "a danger or bad effect that has not yet come about, or a cost, constraint or requirement that an act "
            "imposes on someone; how surely it is expected does not matter"
        ),
        "ISO 31000 risk, the negative side",
    )
    REACTION = "reaction", "how someone who is neither the author nor the agent takes an event"
    IMPLICATION = "implication", "an evaluation, a conclusion, an expected effect or a question"


class Genre(Term):
    __doc__ = "What sort of text a source is."

    NEWS = "news", "reports what happened, and withholds its own judgement"
    ANALYSIS = "analysis", "explains and weighs what happened in its own voice", "schema.org AnalysisNewsArticle"
    OPINION = "opinion", "argues for a view", "schema.org OpinionNewsArticle"
    INTERVIEW = "interview", "questions and the answers of a named person"
    DOCUMENT = "document", "an official text: a statement, a treaty, a report of an institution"


class TextForm(Term):
    __doc__ = "How a text is normalized before offsets and digests are computed."

    CANONICAL_1 = (
        "canonical-1",
        (
            "decoded from UTF-8 without a byte-order mark and normalized to form C; each run of white space in a line "
            "becomes one space, lines are trimmed, empty lines dropped, and lines joined by line feeds; nothing else "
            "is changed"
        ),
    )


class ActorType(Term):
    __doc__ = "What sort of actor it is."

    POLITY = "polity", "a state or self-governing territory; this takes no position on its recognition"
    ORGANISATION = "organisation", "a body with members or staff: an alliance, a ministry, a company"
    MISSION = "mission", "an operation or programme that an organisation runs for a purpose"
    PERSON = "person", "one human being"
    GROUP = "group", "several people or polities without a common organisation, named or not"


class Naming(Term):
    __doc__ = "How the source refers to the actor."

    NAMED = "named", "by a proper name"
    DESCRIBED = "described", "by what it is, not by a name: an office, a class of states"
    UNNAMED = (
        "unnamed",
        "only as 'some' or 'others', or not at all; the source lets it speak and says nothing else about it",
        "PDTB attribution source Arb",
    )


class PlaceType(Term):
    __doc__ = "What sort of place it is."

    CITY = "city", "a town or city"
    COUNTRY = "country", "the territory of a polity; the polity itself is an actor"
    REGION = "region", "any other part of the world, within a country or across several"


class Basis(Term):
    __doc__ = "How the speaker (the voice) comes to the statement. Use the first term that fits."

    INFERRED = (
        "inferred",
        "shown by conduct or events; cue words: 'signals', 'shows', 'reflects', 'highlights', 'can be seen as'",
        "ICD 203 judgement",
    )
    IMPLIED = "implied", "presupposed or entailed by the words, but not said by them"
    STATED = "stated", "said outright by the voice, so neither implied nor inferred", "ICD 203 information"


class Certainty(Term):
    __doc__ = "How sure the voice is of the statement as worded."

    CERTAIN = (
        "certain",
        "no hedge, or a word that rules out doubt: 'clearly', 'undoubtedly', 'bound to'",
        "FactBank CT",
    )
    PROBABLE = "probable", "likely, but less than certain: 'would', 'expected', 'likely', 'seems'", "FactBank PR"
    POSSIBLE = (
        "possible",
        "it may be so, or not: 'may', 'might', 'could', 'potentially', 'can be seen as'",
        "FactBank PS",
    )
    OPEN = "open", "raised as a question; the voice commits to no answer", "FactBank U"


class Polarity(Term):
    __doc__ = "Whether the source asserts the clause or negates it."

    AFFIRMED = (
        "affirmed",
        "the clause is asserted, also by double negation ('not without') or by 'more than'",
        "FactBank +",
    )
    DENIED = "denied", "the clause is negated: 'not', 'rather than'", "FactBank -"


class Theme(Term):
    __doc__ = "What a claim is about in general terms: PLOVER's general contexts, and additions that are marked."

    MILITARY = "military", "armed forces of states, military assistance and training included", "PLOVER military"
    INTELLIGENCE = "intelligence", "gathering of information by state intelligence bodies", "PLOVER intelligence"
    EXECUTIVE = "executive", "executive agencies and their heads", "PLOVER executive"
    LEGISLATIVE = "legislative", "parliaments: debate, law-making, coalitions", "PLOVER legislative"
    ELECTION = "election", "elections and campaigns", "PLOVER election"
    POLITICAL_INSTITUTIONS = (
        "political_institutions",
        "changes to formal political bodies and non-routine dealings between them",
        "PLOVER political_institutions",
    )
    PRO_DEMOCRACY = "pro_democracy", "processes that build or defend democracy", "PLOVER pro_democracy"
    PRO_AUTOCRACY = "pro_autocracy", "processes that build or defend autocracy", "PLOVER pro_autocracy"
    ECONOMIC = "economic", "trade, finance, public budgets and costs, development", "PLOVER economic"
    LEGAL = "legal", "courts, national and international law", "PLOVER legal"
    HUMAN_RIGHTS = "human_rights", "human rights in general", "PLOVER human_rights"
    RIGHTS_FREEDOMS = "rights_freedoms", "political rights and civil liberties", "PLOVER rights_freedoms"
    REPRESSION = "repression", "forceful repression by security forces", "PLOVER repression"
    HUMAN_SECURITY = "human_security", "access to water, food, housing, energy, land", "PLOVER human_security"
    LGBT = "lgbt", "laws, discrimination and protest concerning LGBTQ people", "PLOVER lgbt"
    RELIGION_ETHNICITY = (
        "religion_ethnicity",
        "religious, ethnic, caste or linguistic matters",
        "PLOVER religion_ethnicity",
    )
    INEQUALITY = "inequality", "unequal distribution of resources and opportunities", "PLOVER inequality"
    DIPLOMATIC = "diplomatic", "relations and dealings between states or their bodies", "PLOVER diplomatic"
    TERRITORY = "territory", "disputes over territory, international or domestic", "PLOVER territory"
    HEALTH = "health", "public health and disease", "PLOVER health"
    ASYLUM = "asylum", "seeking or granting asylum", "PLOVER asylum"
    MIGRATION = "migration", "migration, refugees, displaced people", "PLOVER migration"
    DISASTERS = "disasters", "natural disasters and accidents", "PLOVER disasters"
    NATURAL_RESOURCE = (
        "natural_resource",
        "extraction of, trade in and dependence on natural resources",
        "PLOVER natural_resource",
    )
    ENVIRONMENT = "environment", "pollution, environmental policy and protest", "PLOVER environment"
    TECHNOLOGY = "technology", "technological development and industry", "PLOVER technology"
    TERRORISM = "terrorism", "terrorist groups and action against them", "PLOVER terrorism"
    CBRN = "cbrn", "chemical, biological, radiological and nuclear weapons", "PLOVER cbrn"
    CYBER = "cyber", "cyber attacks and crime", "PLOVER cyber"
    MISINFORMATION = "misinformation", "misinformation and influence operations", "PLOVER misinformation"
    CRIME = "crime", "crime that no narrower theme covers", "PLOVER crime"
    CORRUPTION = "corruption", "misuse of public office", "PLOVER corruption"
    ILLEGAL_DRUGS = "illegal_drugs", "possession, making and sale of illegal drugs", "PLOVER illegal_drugs"
    TRAFFICKING = "trafficking", "trafficking and smuggling of people or goods", "PLOVER trafficking"
    COLLECTIVE_SECURITY = (
        "collective_security",
        "states securing themselves together: alliances, partnerships, deterrence (an addition)",
    )
    ARMED_CONFLICT = "armed_conflict", "war, aggression and its threat, escalation between states (an addition)"
    FOREIGN_POLICY = (
        "foreign_policy",
        "a state's general course towards the world, and the state's standing in it (an addition)",
    )
    INTERNATIONAL_ORDER = (
        "international_order",
        "the rules, values and shared commitments that states appeal to (an addition)",
    )


class Occurrence(Term):
    __doc__ = "Whether the act took place, according to the source."

    ACTUAL = "actual", "it took place or is under way"
    PROSPECTIVE = "prospective", "it is sought, planned or announced, but has not taken place", "PLOVER future"
    HYPOTHETICAL = "hypothetical", "it is only conceived of; nobody is said to seek it", "PLOVER hypothetical"


class Prominence(Term):
    __doc__ = "What part the event plays in its source."

    MAIN = "main", "what the source is about; each source has exactly one main event", "NewsDiscourse main event"
    OTHER = "other", "any other event"


class EventType(Term):
    __doc__ = "PLOVER's event types, in PLOVER's spelling. Leave the field out if none fits."

    AGREE = "AGREE", "agrees to cooperate, or indicates that it is willing to", "PLOVER AGREE, CAMEO 03"
    CONSULT = "CONSULT", "meets, visits, talks, mediates", "PLOVER CONSULT, CAMEO 04"
    SUPPORT = "SUPPORT", "cooperates in words: praises, endorses, recognises, signs", "PLOVER SUPPORT, CAMEO 05"
    CONCEDE = "CONCEDE", "yields in words", "PLOVER CONCEDE, CAMEO 081-083"
    COOPERATE = "COOPERATE", "cooperates in deeds, without giving aid", "PLOVER COOPERATE, CAMEO 06"
    AID = "AID", "provides material aid", "PLOVER AID, CAMEO 07"
    RETREAT = "RETREAT", "yields in deeds", "PLOVER RETREAT, CAMEO 084-087"
    REQUEST = "REQUEST", "demands or asks for something", "PLOVER REQUEST, CAMEO 10"
    ACCUSE = "ACCUSE", "disapproves, alleges, investigates", "PLOVER ACCUSE, CAMEO 09 and 11"
    REJECT = "REJECT", "refuses", "PLOVER REJECT, CAMEO 12"
    THREATEN = "THREATEN", "threatens", "PLOVER THREATEN, CAMEO 13"
    PROTEST = "PROTEST", "demonstrates as civilians", "PLOVER PROTEST, CAMEO 14"
    MOBILIZE = "MOBILIZE", "shows or readies force", "PLOVER MOBILIZE, CAMEO 15"
    SANCTION = "SANCTION", "reduces relations", "PLOVER SANCTION, CAMEO 16"
    COERCE = "COERCE", "represses, seizes, restricts, attacks without arms", "PLOVER COERCE, CAMEO 17"
    ASSAULT = "ASSAULT", "uses armed or violent force", "PLOVER ASSAULT, CAMEO 18 to 20"


class Trend(Term):
    __doc__ = "Where a lasting state is heading; given only if the source says so."

    GROWING = "growing", "increases, rises, evolves, emerges"
    STEADY = "steady", "lasts unchanged"
    DORMANT = "dormant", "persists, and is said to be inactive: 'dormant', 'frozen', 'at rest'"


class MotiveForm(Term):
    __doc__ = "How a motive moves its actor."

    GOAL = "goal", "what the actor means to bring about, uphold or prevent, or is committed or determined to do"
    REASON = "reason", "a concern, fear or circumstance that the actor responds to"


class Stance(Term):
    __doc__ = "The attitude of a reaction towards the records in its field `about`."

    SUPPORTIVE = "supportive", "welcomes, praises, backs it", "SemEval FAVOR"
    NEUTRAL = "neutral", "attends to it without taking a side", "SemEval NONE"
    MIXED = "mixed", "for and against at once, or divided among those who react", "MPQA both"
    CONCERNED = "concerned", "fears what it may lead to, without judging it wrong"
    SCEPTICAL = "sceptical", "doubts its worth or its success", "SemEval AGAINST, weak"
    OPPOSED = "opposed", "rejects or resists it", "SemEval AGAINST"


class ImplicationForm(Term):
    __doc__ = "What sort of implication it is."

    SIGNIFICANCE = "significance", "what the thing means, is, marks or shows"
    CONSEQUENCE = "consequence", "what follows, would follow or might follow from the thing"
