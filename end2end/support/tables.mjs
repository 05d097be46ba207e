// A messy table of our own, and what the agent has to make of it.

export const MESSY = [
  "Customer ID; Name ;Signed up;Total spent;Active",
  "1;  Ann   Example;13/04/2024;1.204,50;yes",
  "2;Bo Sample;03/04/2024;389,00;No",
  "3;Cy Muster;2024-05-01;N/A;Y",
  "1;Ann Example;13/04/2024;1.204,50;yes",
  "4;Di Person;28/02/2024;832,10;n",
  "5;Ed Nobody;30/05/2024;610,00;yes",
].join("\r\n");

export const HEADER_ONLY = "a,b,c\n";

export const csv = (text, name = "messy.csv") => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
