"""Salt's deployment nodes for a ComfyUI server: what a deployment asks its caller for, and what it gives.

Written for Brine's tests from what Salt documents: names, inputs, and the shape of what SaltOutput shows. A copy of this
folder in a server's `custom_nodes` makes graphs with these nodes run there.
"""

import json
import os

import folder_paths
from comfy.comfy_types.node_typing import IO
from nodes import LoadImage, LoadImageMask, SaveImage

TYPES = ["STRING", "FLOAT", "INT", "BOOLEAN", "IMAGE", "MASK", "SEED", "FILE"]
FORMATS = ["PNG", "JPEG", "GIF", "WEBP", "AVI", "MP4", "WEBM", "MP3", "WAV", "STRING"]
NO = ("", "false", "0", "no", "off")


def field(default="", **more):
    return ("STRING", {"default": default, **more})


def read(kind, value):
    """The value that a text stands for; files are named as the server's upload names them."""
    if kind == "IMAGE":
        return LoadImage().load_image(value)[0]
    if kind == "MASK":
        return LoadImageMask().load_image(value, "red")[0]
    if kind == "FILE":
        return folder_paths.get_annotated_filepath(value)
    if kind in ("INT", "SEED"):
        return int(value)
    if kind == "FLOAT":
        return float(value)
    return str(value).lower() not in NO if kind == "BOOLEAN" else str(value)


class SaltInput:
    CATEGORY, FUNCTION, RETURN_TYPES, RETURN_NAMES = "brine/deployment", "give", (IO.ANY,), ("value",)

    @classmethod
    def INPUT_TYPES(cls):
        return {
            "required": {"input_name": field(), "input_type": (TYPES,), "input_value": field()},
            "optional": {
                "input_desc": field(), "input_allowed_values": field(), "user_override_required": ("BOOLEAN", {"default": False}),
            },
        }

    def give(self, input_type, input_value, **_):
        return (read(input_type, input_value),)


class SaltTextInput(SaltInput):
    RETURN_TYPES = ("STRING",)

    @classmethod
    def INPUT_TYPES(cls):
        types = SaltInput.INPUT_TYPES()
        del types["required"]["input_type"]
        return types

    def give(self, input_value, **_):
        return (str(input_value),)


class SaltFileInput(SaltTextInput):
    RETURN_TYPES, RETURN_NAMES = (IO.ANY,), ("file",)

    def give(self, input_value, **_):
        is_image = os.path.splitext(input_value)[1].lower() in (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp")
        return (read("IMAGE" if is_image else "FILE", input_value),)


class SaltOutput:
    CATEGORY, FUNCTION, RETURN_TYPES, OUTPUT_NODE = "brine/deployment", "show", (), True

    @classmethod
    def INPUT_TYPES(cls):
        return {
            "required": {"output_name": field(), "output_type": (FORMATS, {"default": "STRING"}), "output_data": (IO.ANY,)},
            "optional": {"output_desc": field()},
        }

    def show(self, output_name, output_type, output_data, output_desc=""):
        if hasattr(output_data, "shape"):
            shown = SaveImage().save_images(output_data, "salt")["ui"]["images"]
        elif isinstance(output_data, (dict, list)):
            shown = [json.dumps(output_data)]
        else:
            shown = [str(output_data) if output_type == "STRING" else output_data]
        about = {"salt_id": output_name, "salt_description": output_desc, "salt_file_extension": output_type.lower()}
        return {"ui": {"salt_metadata": [about], "salt_output": shown}}


NODE_CLASS_MAPPINGS = {it.__name__: it for it in (SaltInput, SaltTextInput, SaltFileInput, SaltOutput)}
