//! How many outputs the best-known node types have.
//!
//! Only a server knows all its types; of those that are not here nothing is said.
//! Source: ComfyUI 0.3.75 `/object_info`, and Salt's node reference.

/// How many outputs nodes of this type have, where that is known.
pub(super) fn output_count(class_type: &str) -> Option<u32> {
    match class_type {
        "PreviewAny" | "PreviewImage" | "SaveImage" | "SaltOutput" => Some(0),
        "CaseConverter"
        | "EmptyImage"
        | "ImageBlur"
        | "ImageInvert"
        | "PrimitiveBoolean"
        | "PrimitiveFloat"
        | "PrimitiveInt"
        | "PrimitiveString"
        | "PrimitiveStringMultiline"
        | "RegexExtract"
        | "RegexMatch"
        | "RegexReplace"
        | "SaltFileInput"
        | "SaltInput"
        | "SaltTextInput"
        | "StringCompare"
        | "StringConcatenate"
        | "StringContains"
        | "StringLength"
        | "StringReplace"
        | "StringSubstring"
        | "StringTrim" => Some(1),
        "LoadImage" => Some(2),
        "CheckpointLoaderSimple" => Some(3),
        _ => None,
    }
}
