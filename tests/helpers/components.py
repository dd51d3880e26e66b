"""What the graph components' tests share: a context, a dozen sentences, messages."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.nlu.importer import message_of

CONTEXT = ExecutionContext(GraphSchema({}))
EXAMPLES = {
    ("en", "port/nxtport"): ["what does the data platform do", "tell me of the data platform", "the data platform please"],
    ("en", "out_of_scope/chat"): ["what should I cook for dinner", "dinner with my friends", "the dinner was good"],
    ("nl", "port/nxtport"): ["wat doet het dataplatform", "leg het dataplatform uit", "het dataplatform graag"],
    ("nl", "out_of_scope/chat"): ["wat zal ik vanavond koken", "koken met vrienden", "het koken was leuk"],
    ("fr", "port/nxtport"): ["que fait la plateforme de données", "explique la plateforme", "la plateforme de données svp"],
    ("fr", "out_of_scope/chat"): ["que cuisiner ce soir", "cuisiner avec des amis", "cuisiner pour le soir"],
    ("de", "port/nxtport"): ["was macht die Datenplattform", "erkläre die Datenplattform", "die Datenplattform bitte"],
    ("de", "out_of_scope/chat"): ["was soll ich heute kochen", "kochen mit Freunden", "das Kochen war schön"],
    ("ko", "port/nxtport"): ["데이터 플랫폼은 뭐예요", "데이터 플랫폼 설명", "데이터 플랫폼 알려줘"],
    ("ko", "out_of_scope/chat"): ["저녁 뭐 먹지", "저녁 메뉴 추천", "친구와 저녁"],
    ("zh", "port/nxtport"): ["数据平台是什么", "介绍数据平台", "说说数据平台"],
    ("zh", "out_of_scope/chat"): ["晚饭吃什么", "推荐晚饭", "和朋友吃晚饭"],
}


def training_data() -> TrainingData:
    """The sentences as the importer hands them to the components."""
    return TrainingData([message_of(texts, label, code) for (code, label), texts in EXAMPLES.items()])


def message(text: Any, **more: Any) -> Message:
    """A message as a visitor's arrives."""
    return Message({TEXT: text, **more})
