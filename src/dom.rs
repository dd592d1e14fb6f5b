//! A sanitised tree as DOM nodes: nodes are made, no HTML is ever parsed.

use casebook_core::markup::Fragment;
use casebook_core::markup::writer::{self, Attribute, Context, Sink};
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, DocumentFragment, Element, Node};

/// Builds `fragment` in `document`.
///
/// # Errors
/// What the DOM throws; it throws nothing for the elements and attributes that a fragment can hold.
pub(crate) fn build(
    document: &Document,
    fragment: &Fragment,
    context: Context<'_>,
) -> Result<DocumentFragment, JsValue> {
    let root = document.create_document_fragment();
    let mut dom = Dom { document, open: vec![root.clone().unchecked_into()], error: None };
    writer::write(fragment, context, &mut dom);
    if let Some(error) = dom.error {
        return Err(error);
    }
    // Neighbouring texts become one, as a parser would make them.
    root.normalize();
    Ok(root)
}

/// Where nodes may be put, of whatever window: an HTML element that shows what is in it, or a fragment.
/// In `script` and `style` text would become code.
pub(crate) fn parent(value: &JsValue) -> Option<&Node> {
    const XHTML: &str = "http://www.w3.org/1999/xhtml";
    let get = |name: &str| Reflect::get(value, &JsValue::from_str(name)).unwrap_or_default();
    let is_fragment = get("nodeType") == f64::from(Node::DOCUMENT_FRAGMENT_NODE);
    let is_element = get("nodeType") == f64::from(Node::ELEMENT_NODE)
        && get("namespaceURI") == XHTML
        && get("localName").as_string().is_some_and(|name| name != "script" && name != "style");
    (is_fragment || is_element).then(|| value.unchecked_ref())
}

/// Puts `nodes` in the place of what is in `parent`.
pub(crate) fn fill(parent: &Node, nodes: &DocumentFragment) -> Result<(), JsValue> {
    parent.set_text_content(None);
    parent.append_child(nodes).map(|_| ())
}

struct Dom<'a> {
    document: &'a Document,
    open: Vec<Node>,
    error: Option<JsValue>,
}

impl Dom<'_> {
    fn element(&self, tag: &str, attributes: &[Attribute<'_>]) -> Result<Element, JsValue> {
        let element = self.document.create_element(tag)?;
        for (name, value) in attributes {
            element.set_attribute(name, value)?;
        }
        Ok(element)
    }

    fn append(&mut self, node: Result<Node, JsValue>) -> Option<Node> {
        let parent = self.open.last();
        let appended = node.and_then(|node| match parent {
            Some(parent) => parent.append_child(&node),
            None => Ok(node),
        });
        appended.map_err(|error| self.error.get_or_insert(error).clone()).ok()
    }
}

impl Sink for Dom<'_> {
    fn open(&mut self, tag: &'static str, attributes: &[Attribute<'_>]) {
        let element = self.element(tag, attributes).map(Into::into);
        if let Some(node) = self.append(element) {
            self.open.push(node);
        }
    }

    fn void(&mut self, tag: &'static str, attributes: &[Attribute<'_>]) {
        let element = self.element(tag, attributes).map(Into::into);
        self.append(element);
    }

    fn text(&mut self, text: &str) {
        let node = self.document.create_text_node(text).into();
        self.append(Ok(node));
    }

    fn close(&mut self, _tag: &'static str) {
        self.open.pop();
    }
}
