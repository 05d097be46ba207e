//! Columns: amounts side by side in an order, several on top of each other where they add up.

use domain::axis::Axis;
use leptos::prelude::*;

use super::Tone;
use super::figure::{Described, area, figure};
use super::frame::{Frame, Tell, place};

/// How much of its place a column fills.
const FILLED: f64 = 0.72;
/// No column is wider.
const WIDEST: f64 = 34.0;

/// Amounts of one kind, one for each column, none below zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// What they are.
    pub name: String,
    /// Their colour.
    pub tone: Tone,
    /// They.
    pub values: Vec<f64>,
}

/// One column: its label, and what is told of it on hover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Below it, where there is room.
    pub label: String,
    /// In a sentence.
    pub told: String,
}

/// Columns of one or more layers, the first at the bottom.
#[component]
pub fn Columns(
    /// What it is, in words and in numbers.
    described: Described,
    /// The columns, in their order.
    columns: Vec<Column>,
    /// What they are made of.
    layers: Vec<Layer>,
    /// How a value of the axis is told.
    tell: Tell,
    /// Whether values are whole, so that no tick stands between two.
    #[prop(optional)]
    whole: bool,
) -> impl IntoView {
    let layers: Vec<Layer> = layers.into_iter().filter(|layer| layer.values.iter().any(|value| *value > 0.0)).collect();
    let legend = if layers.len() > 1 {
        layers.iter().map(|layer| area(layer.name.clone(), layer.tone)).collect()
    } else {
        Vec::new()
    };
    let sum = |at: usize| layers.iter().filter_map(|layer| layer.values.get(at)).sum::<f64>();
    let highest = (0..columns.len()).map(sum).fold(0.0, f64::max);
    let axis = if whole { Axis::of_counts(highest) } else { Axis::of(0.0, highest) };
    let labels: Vec<String> = columns.iter().map(|column| column.label.clone()).collect();
    figure(described, legend, move |size| {
        let frame = Frame::new(size, axis, tell, columns.len());
        let drawn = columns.iter().enumerate().map(|(at, column)| one(&frame, at, column, &layers)).collect_view();
        view! {
            {frame.grid()}
            {drawn}
            {frame.names(&labels)}
        }
    })
}

fn one(frame: &Frame, at: usize, column: &Column, layers: &[Layer]) -> impl IntoView + use<> {
    let width = (frame.slot() * FILLED).clamp(1.0, WIDEST);
    let left = frame.x(at) - width / 2.0;
    let mut below = 0.0;
    let parts = layers.iter().filter_map(|layer| {
        let value = layer.values.get(at).copied().filter(|value| *value > 0.0)?;
        let (bottom, top) = (frame.y(below), frame.y(below + value));
        below += value;
        // Something can be seen of all that is not nothing.
        let height = (bottom - top).max(1.0);
        let class = format!("chart-area {}", layer.tone.class());
        Some(view! { <rect class=class x=place(left) y=place(bottom - height) width=place(width) height=place(height)></rect> })
    });
    let parts = parts.collect_view();
    // The whole place of the column answers to the pointer, also where it is low.
    let slot = frame.slot();
    let (edge, top) = (frame.x(at) - slot / 2.0, frame.y(frame.axis.high()));
    let whole = frame.y(frame.axis.low()) - top;
    view! {
        <g class="chart-column">
            <title>{column.told.clone()}</title>
            <rect class="chart-slot" x=place(edge) y=place(top) width=place(slot) height=place(whole)></rect>
            {parts}
        </g>
    }
}
