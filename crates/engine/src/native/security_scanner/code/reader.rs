//! What a node means, whatever the language: each language has a [`Reader`] that tells it.

use std::borrow::Cow;

use tree_sitter::Node;

use super::sink::Tables;

/// A text and the nodes of its tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Code<'t> {
    text: &'t str,
}

impl<'t> Code<'t> {
    /// Of a text.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text }
    }

    /// What a node stands for.
    pub(super) fn text(self, node: Node<'_>) -> &'t str {
        self.text.get(node.byte_range()).unwrap_or_default()
    }

    /// The whole.
    pub(super) fn whole(self) -> &'t str {
        self.text
    }
}

/// An argument.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arg<'t> {
    /// Its name, where it is given by name.
    pub(super) name: Option<&'t str>,
    /// Its value.
    pub(super) node: Node<'t>,
}

/// A call, or a statement that works like one.
#[derive(Clone, Debug)]
pub(super) struct Call<'t> {
    /// What is called; none for statements such as PHP's `echo`.
    pub(super) callee: Callee<'t>,
    /// With what.
    pub(super) args: Vec<Arg<'t>>,
}

/// What is called.
#[derive(Clone, Debug)]
pub(super) enum Callee<'t> {
    /// An expression: a name, or a member of something.
    Node(Node<'t>),
    /// A method of something.
    Method(Node<'t>, &'t str),
    /// A function, a class or a statement of that name.
    Named(Cow<'t, str>),
}

/// What an expression is.
#[derive(Clone, Debug)]
pub(super) enum Shape<'t> {
    /// A constant; for a text, what it says.
    Constant(Cow<'t, str>),
    /// A text put together.
    Built(Vec<Part<'t>>),
    /// Any of these, or a collection of them.
    Any(Vec<Node<'t>>),
    /// A variable.
    Name(&'t str),
    /// A member of something.
    Member(Node<'t>, &'t str),
    /// An element of something.
    Index(Node<'t>),
    /// A call.
    Call(Call<'t>),
    /// A number or a truth: nothing can hide in it.
    Harmless,
    /// Anything else.
    Other,
}

/// A piece of a text that is put together.
#[derive(Clone, Debug)]
pub(super) enum Part<'t> {
    /// A constant piece.
    Text(Cow<'t, str>),
    /// An expression.
    Node(Node<'t>),
    /// A variable that is named within a text.
    Name(&'t str),
}

/// What a node does besides being an expression.
#[derive(Clone, Debug)]
pub(super) enum Fact<'t> {
    /// A function begins; it ends with the node.
    Function {
        /// Its name, if it has one.
        name: &'t str,
        /// Its parameters.
        params: Vec<Param<'t>>,
        /// Whether it answers requests.
        answers: bool,
    },
    /// What is within may not happen; it ends with the node.
    Branch,
    /// A name stands for another.
    Import {
        /// The name here.
        alias: &'t str,
        /// The whole name.
        full: String,
    },
    /// A variable or a member gets a value.
    Assign {
        /// What gets it.
        target: Node<'t>,
        /// The value; none where it cannot be known, such as in a loop over something.
        value: Option<Node<'t>>,
        /// Whether it is added to what was there.
        adds: bool,
        /// The type that is declared for it.
        declared: Option<&'t str>,
    },
    /// A setting gets a value: an entry of an object, an attribute, a named argument.
    Setting {
        /// Its name.
        key: &'t str,
        /// Its value.
        value: Node<'t>,
    },
}

/// A parameter of a function.
#[derive(Clone, Copy, Debug)]
pub(super) struct Param<'t> {
    /// Its name.
    pub(super) name: &'t str,
    /// Its type, or what else tells of it.
    pub(super) declared: Option<&'t str>,
    /// Whether its value comes from a request.
    pub(super) is_outside: bool,
}

/// What the nodes of a language mean.
pub(super) trait Reader: Sync {
    /// What an expression is.
    fn shape<'t>(&self, code: Code<'t>, node: Node<'t>) -> Shape<'t>;
    /// What begins with a node.
    fn begins<'t>(&self, code: Code<'t>, node: Node<'t>) -> Option<Fact<'t>>;
    /// What a node did, once all within it is read.
    fn does<'t>(&self, code: Code<'t>, node: Node<'t>, facts: &mut Vec<Fact<'t>>);
    /// What is looked for.
    fn tables(&self) -> &'static Tables;
}

/// The child of that field.
pub(super) fn field<'t>(node: Node<'t>, name: &str) -> Option<Node<'t>> {
    node.child_by_field_name(name)
}

/// The children that are not signs or comments.
pub(super) fn children(node: Node<'_>) -> Vec<Node<'_>> {
    let mut cursor = node.walk();
    node.named_children(&mut cursor).filter(|child| !child.is_extra()).collect()
}

/// The first child of that kind.
pub(super) fn child<'t>(node: Node<'t>, kind: &str) -> Option<Node<'t>> {
    let mut cursor = node.walk();
    node.named_children(&mut cursor).find(|child| child.kind() == kind)
}

/// The operands of operators that stand in a row: `a + b + c`, which a tree holds as `(a + b) + c`. Read in a loop, as
/// rows of thousands would fill the stack.
pub(super) fn operands<'t>(code: Code<'t>, node: Node<'t>, kind: &str, operator: &str) -> Vec<Node<'t>> {
    let is_one =
        |node: Node<'t>| node.kind() == kind && field(node, "operator").is_some_and(|sign| code.text(sign) == operator);
    let (mut operands, mut left) = (Vec::new(), node);
    while is_one(left) {
        operands.extend(field(left, "right"));
        let Some(next) = field(left, "left") else { break };
        left = next;
    }
    operands.push(left);
    operands.reverse();
    operands
}
