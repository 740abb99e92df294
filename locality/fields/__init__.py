"""Form fields and the renderer that give every form of the service the same look and the same plain words.

`from locality.fields import Form, TextField, RadiosField, Choice, DateField`; see the gallery (/gallery) for each.
"""

from locality.fields.choices import (
    CheckboxesField,
    Choice,
    Divider,
    ModelCheckboxesField,
    ModelRadiosField,
    ModelSelectField,
    RadiosField,
    SelectField,
    TickField,
)
from locality.fields.dates import DateField, DateTimeField
from locality.fields.files import DrawingField, FileField
from locality.fields.layout import Form, ModelForm, layout
from locality.fields.renderer import DesignBoundField, DesignRenderer
from locality.fields.text import (
    EmailField,
    HiddenField,
    LongTextField,
    NumberField,
    PasswordField,
    PhoneField,
    TextField,
)

__all__ = [
    "CheckboxesField",
    "Choice",
    "DateField",
    "DateTimeField",
    "DesignBoundField",
    "DesignRenderer",
    "Divider",
    "DrawingField",
    "EmailField",
    "FileField",
    "Form",
    "HiddenField",
    "LongTextField",
    "ModelCheckboxesField",
    "ModelForm",
    "ModelRadiosField",
    "ModelSelectField",
    "NumberField",
    "PasswordField",
    "PhoneField",
    "RadiosField",
    "SelectField",
    "TextField",
    "TickField",
    "layout",
]
