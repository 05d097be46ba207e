//! The page of the design system is there while one develops, and nowhere else.

mod in_development {
    use crate::common::{App, on_both};

    on_both!(the_page_shows_every_part);

    async fn the_page_shows_every_part(app: &App) {
        for path in ["/design", "/design?theme=dark"] {
            let page = app.visitor().get(path).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(page.text().contains("data-specimen=\"button\""), "{path}");
        }
    }
}

mod in_production {
    use crate::common::{App, Options, on_both};

    on_both!(with in_production => it_answers_like_a_page_that_is_not_there);

    fn in_production() -> Options {
        Options { reached_at: Some("https://guildhall.example".parse().expect("an address")), ..Options::default() }
    }

    async fn it_answers_like_a_page_that_is_not_there(app: &App) {
        let page = app.visitor().get("/design").await;
        let missing = app.visitor().get("/nowhere").await;
        assert_eq!((page.status, missing.status), (404, 404));
        let named_alike = |html: String| html.replace("/design", "/nowhere");
        let up_to_id = |body: String| body.split("request_id").next().map(str::to_owned);
        assert_eq!(up_to_id(named_alike(page.text())), up_to_id(missing.text()));
        assert!(!page.text().contains("data-specimen"), "nothing of it is told");
    }
}
