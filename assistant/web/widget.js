// node_modules/@lit/reactive-element/css-tag.js
var e = globalThis, t = e.ShadowRoot && (e.ShadyCSS === void 0 || e.ShadyCSS.nativeShadow) && "adoptedStyleSheets" in Document.prototype && "replace" in CSSStyleSheet.prototype, n = Symbol(), r = /* @__PURE__ */ new WeakMap(), i = class {
	constructor(e, t, r) {
		if (this._$cssResult$ = !0, r !== n) throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");
		this.cssText = e, this.t = t;
	}
	get styleSheet() {
		let e = this.o, n = this.t;
		if (t && e === void 0) {
			let t = n !== void 0 && n.length === 1;
			t && (e = r.get(n)), e === void 0 && ((this.o = e = new CSSStyleSheet()).replaceSync(this.cssText), t && r.set(n, e));
		}
		return e;
	}
	toString() {
		return this.cssText;
	}
}, a = (e) => new i(typeof e == "string" ? e : e + "", void 0, n), o = (e, ...t) => new i(e.length === 1 ? e[0] : t.reduce((t, n, r) => t + ((e) => {
	if (!0 === e._$cssResult$) return e.cssText;
	if (typeof e == "number") return e;
	throw Error("Value passed to 'css' function must be a 'css' function result: " + e + ". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.");
})(n) + e[r + 1], e[0]), e, n), s = (n, r) => {
	if (t) n.adoptedStyleSheets = r.map((e) => e instanceof CSSStyleSheet ? e : e.styleSheet);
	else for (let t of r) {
		let r = document.createElement("style"), i = e.litNonce;
		i !== void 0 && r.setAttribute("nonce", i), r.textContent = t.cssText, n.appendChild(r);
	}
}, c = t ? (e) => e : (e) => e instanceof CSSStyleSheet ? ((e) => {
	let t = "";
	for (let n of e.cssRules) t += n.cssText;
	return a(t);
})(e) : e, { is: l, defineProperty: u, getOwnPropertyDescriptor: d, getOwnPropertyNames: f, getOwnPropertySymbols: p, getPrototypeOf: m } = Object, h = globalThis, ee = h.trustedTypes, te = ee ? ee.emptyScript : "", ne = h.reactiveElementPolyfillSupport, g = (e, t) => e, _ = {
	toAttribute(e, t) {
		switch (t) {
			case Boolean:
				e = e ? te : null;
				break;
			case Object:
			case Array: e = e == null ? e : JSON.stringify(e);
		}
		return e;
	},
	fromAttribute(e, t) {
		let n = e;
		switch (t) {
			case Boolean:
				n = e !== null;
				break;
			case Number:
				n = e === null ? null : Number(e);
				break;
			case Object:
			case Array: try {
				n = JSON.parse(e);
			} catch {
				n = null;
			}
		}
		return n;
	}
}, re = (e, t) => !l(e, t), ie = {
	attribute: !0,
	type: String,
	converter: _,
	reflect: !1,
	useDefault: !1,
	hasChanged: re
};
Symbol.metadata ??= Symbol("metadata"), h.litPropertyMetadata ??= /* @__PURE__ */ new WeakMap();
var v = class extends HTMLElement {
	static addInitializer(e) {
		this._$Ei(), (this.l ??= []).push(e);
	}
	static get observedAttributes() {
		return this.finalize(), this._$Eh && [...this._$Eh.keys()];
	}
	static createProperty(e, t = ie) {
		if (t.state && (t.attribute = !1), this._$Ei(), this.prototype.hasOwnProperty(e) && ((t = Object.create(t)).wrapped = !0), this.elementProperties.set(e, t), !t.noAccessor) {
			let n = Symbol(), r = this.getPropertyDescriptor(e, n, t);
			r !== void 0 && u(this.prototype, e, r);
		}
	}
	static getPropertyDescriptor(e, t, n) {
		let { get: r, set: i } = d(this.prototype, e) ?? {
			get() {
				return this[t];
			},
			set(e) {
				this[t] = e;
			}
		};
		return {
			get: r,
			set(t) {
				let a = r?.call(this);
				i?.call(this, t), this.requestUpdate(e, a, n);
			},
			configurable: !0,
			enumerable: !0
		};
	}
	static getPropertyOptions(e) {
		return this.elementProperties.get(e) ?? ie;
	}
	static _$Ei() {
		if (this.hasOwnProperty(g("elementProperties"))) return;
		let e = m(this);
		e.finalize(), e.l !== void 0 && (this.l = [...e.l]), this.elementProperties = new Map(e.elementProperties);
	}
	static finalize() {
		if (this.hasOwnProperty(g("finalized"))) return;
		if (this.finalized = !0, this._$Ei(), this.hasOwnProperty(g("properties"))) {
			let e = this.properties, t = [...f(e), ...p(e)];
			for (let n of t) this.createProperty(n, e[n]);
		}
		let e = this[Symbol.metadata];
		if (e !== null) {
			let t = litPropertyMetadata.get(e);
			if (t !== void 0) for (let [e, n] of t) this.elementProperties.set(e, n);
		}
		this._$Eh = /* @__PURE__ */ new Map();
		for (let [e, t] of this.elementProperties) {
			let n = this._$Eu(e, t);
			n !== void 0 && this._$Eh.set(n, e);
		}
		this.elementStyles = this.finalizeStyles(this.styles);
	}
	static finalizeStyles(e) {
		let t = [];
		if (Array.isArray(e)) {
			let n = new Set(e.flat(1 / 0).reverse());
			for (let e of n) t.unshift(c(e));
		} else e !== void 0 && t.push(c(e));
		return t;
	}
	static _$Eu(e, t) {
		let n = t.attribute;
		return !1 === n ? void 0 : typeof n == "string" ? n : typeof e == "string" ? e.toLowerCase() : void 0;
	}
	constructor() {
		super(), this._$Ep = void 0, this.isUpdatePending = !1, this.hasUpdated = !1, this._$Em = null, this._$Ev();
	}
	_$Ev() {
		this._$ES = new Promise((e) => this.enableUpdating = e), this._$AL = /* @__PURE__ */ new Map(), this._$E_(), this.requestUpdate(), this.constructor.l?.forEach((e) => e(this));
	}
	addController(e) {
		(this._$EO ??= /* @__PURE__ */ new Set()).add(e), this.renderRoot !== void 0 && this.isConnected && e.hostConnected?.();
	}
	removeController(e) {
		this._$EO?.delete(e);
	}
	_$E_() {
		let e = /* @__PURE__ */ new Map(), t = this.constructor.elementProperties;
		for (let n of t.keys()) this.hasOwnProperty(n) && (e.set(n, this[n]), delete this[n]);
		e.size > 0 && (this._$Ep = e);
	}
	createRenderRoot() {
		let e = this.shadowRoot ?? this.attachShadow(this.constructor.shadowRootOptions);
		return s(e, this.constructor.elementStyles), e;
	}
	connectedCallback() {
		this.renderRoot ??= this.createRenderRoot(), this.enableUpdating(!0), this._$EO?.forEach((e) => e.hostConnected?.());
	}
	enableUpdating(e) {}
	disconnectedCallback() {
		this._$EO?.forEach((e) => e.hostDisconnected?.());
	}
	attributeChangedCallback(e, t, n) {
		this._$AK(e, n);
	}
	_$ET(e, t) {
		let n = this.constructor.elementProperties.get(e), r = this.constructor._$Eu(e, n);
		if (r !== void 0 && !0 === n.reflect) {
			let i = (n.converter?.toAttribute === void 0 ? _ : n.converter).toAttribute(t, n.type);
			this._$Em = e, i == null ? this.removeAttribute(r) : this.setAttribute(r, i), this._$Em = null;
		}
	}
	_$AK(e, t) {
		let n = this.constructor, r = n._$Eh.get(e);
		if (r !== void 0 && this._$Em !== r) {
			let e = n.getPropertyOptions(r), i = typeof e.converter == "function" ? { fromAttribute: e.converter } : e.converter?.fromAttribute === void 0 ? _ : e.converter;
			this._$Em = r;
			let a = i.fromAttribute(t, e.type);
			this[r] = a ?? this._$Ej?.get(r) ?? a, this._$Em = null;
		}
	}
	requestUpdate(e, t, n, r = !1, i) {
		if (e !== void 0) {
			let a = this.constructor;
			if (!1 === r && (i = this[e]), n ??= a.getPropertyOptions(e), !((n.hasChanged ?? re)(i, t) || n.useDefault && n.reflect && i === this._$Ej?.get(e) && !this.hasAttribute(a._$Eu(e, n)))) return;
			this.C(e, t, n);
		}
		!1 === this.isUpdatePending && (this._$ES = this._$EP());
	}
	C(e, t, { useDefault: n, reflect: r, wrapped: i }, a) {
		n && !(this._$Ej ??= /* @__PURE__ */ new Map()).has(e) && (this._$Ej.set(e, a ?? t ?? this[e]), !0 !== i || a !== void 0) || (this._$AL.has(e) || (this.hasUpdated || n || (t = void 0), this._$AL.set(e, t)), !0 === r && this._$Em !== e && (this._$Eq ??= /* @__PURE__ */ new Set()).add(e));
	}
	async _$EP() {
		this.isUpdatePending = !0;
		try {
			await this._$ES;
		} catch (e) {
			Promise.reject(e);
		}
		let e = this.scheduleUpdate();
		return e != null && await e, !this.isUpdatePending;
	}
	scheduleUpdate() {
		return this.performUpdate();
	}
	performUpdate() {
		if (!this.isUpdatePending) return;
		if (!this.hasUpdated) {
			if (this.renderRoot ??= this.createRenderRoot(), this._$Ep) {
				for (let [e, t] of this._$Ep) this[e] = t;
				this._$Ep = void 0;
			}
			let e = this.constructor.elementProperties;
			if (e.size > 0) for (let [t, n] of e) {
				let { wrapped: e } = n, r = this[t];
				!0 !== e || this._$AL.has(t) || r === void 0 || this.C(t, void 0, n, r);
			}
		}
		let e = !1, t = this._$AL;
		try {
			e = this.shouldUpdate(t), e ? (this.willUpdate(t), this._$EO?.forEach((e) => e.hostUpdate?.()), this.update(t)) : this._$EM();
		} catch (t) {
			throw e = !1, this._$EM(), t;
		}
		e && this._$AE(t);
	}
	willUpdate(e) {}
	_$AE(e) {
		this._$EO?.forEach((e) => e.hostUpdated?.()), this.hasUpdated || (this.hasUpdated = !0, this.firstUpdated(e)), this.updated(e);
	}
	_$EM() {
		this._$AL = /* @__PURE__ */ new Map(), this.isUpdatePending = !1;
	}
	get updateComplete() {
		return this.getUpdateComplete();
	}
	getUpdateComplete() {
		return this._$ES;
	}
	shouldUpdate(e) {
		return !0;
	}
	update(e) {
		this._$Eq &&= this._$Eq.forEach((e) => this._$ET(e, this[e])), this._$EM();
	}
	updated(e) {}
	firstUpdated(e) {}
};
v.elementStyles = [], v.shadowRootOptions = { mode: "open" }, v[g("elementProperties")] = /* @__PURE__ */ new Map(), v[g("finalized")] = /* @__PURE__ */ new Map(), ne?.({ ReactiveElement: v }), (h.reactiveElementVersions ??= []).push("2.1.2");
// node_modules/lit-html/lit-html.js
var ae = globalThis, oe = (e) => e, y = ae.trustedTypes, se = y ? y.createPolicy("lit-html", { createHTML: (e) => e }) : void 0, b = "$lit$", x = `lit$${Math.random().toFixed(9).slice(2)}$`, S = "?" + x, ce = `<${S}>`, C = document, w = () => C.createComment(""), T = (e) => e === null || typeof e != "object" && typeof e != "function", E = Array.isArray, le = (e) => E(e) || typeof e?.[Symbol.iterator] == "function", D = "[ 	\n\f\r]", O = /<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g, ue = /-->/g, de = />/g, k = RegExp(`>|${D}(?:([^\\s"'>=/]+)(${D}*=${D}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`, "g"), fe = /'/g, pe = /"/g, me = /^(?:script|style|textarea|title)$/i, he = (e) => (t, ...n) => ({
	_$litType$: e,
	strings: t,
	values: n
}), A = he(1), j = he(2), M = Symbol.for("lit-noChange"), N = Symbol.for("lit-nothing"), ge = /* @__PURE__ */ new WeakMap(), P = C.createTreeWalker(C, 129);
function _e(e, t) {
	if (!E(e) || !e.hasOwnProperty("raw")) throw Error("invalid template strings array");
	return se === void 0 ? t : se.createHTML(t);
}
var ve = (e, t) => {
	let n = e.length - 1, r = [], i, a = t === 2 ? "<svg>" : t === 3 ? "<math>" : "", o = O;
	for (let t = 0; t < n; t++) {
		let n = e[t], s, c, l = -1, u = 0;
		for (; u < n.length && (o.lastIndex = u, c = o.exec(n), c !== null);) u = o.lastIndex, o === O ? c[1] === "!--" ? o = ue : c[1] === void 0 ? c[2] === void 0 ? c[3] !== void 0 && (o = k) : (me.test(c[2]) && (i = RegExp("</" + c[2], "g")), o = k) : o = de : o === k ? c[0] === ">" ? (o = i ?? O, l = -1) : c[1] === void 0 ? l = -2 : (l = o.lastIndex - c[2].length, s = c[1], o = c[3] === void 0 ? k : c[3] === "\"" ? pe : fe) : o === pe || o === fe ? o = k : o === ue || o === de ? o = O : (o = k, i = void 0);
		let d = o === k && e[t + 1].startsWith("/>") ? " " : "";
		a += o === O ? n + ce : l >= 0 ? (r.push(s), n.slice(0, l) + b + n.slice(l) + x + d) : n + x + (l === -2 ? t : d);
	}
	return [_e(e, a + (e[n] || "<?>") + (t === 2 ? "</svg>" : t === 3 ? "</math>" : "")), r];
}, F = class e {
	constructor({ strings: t, _$litType$: n }, r) {
		let i;
		this.parts = [];
		let a = 0, o = 0, s = t.length - 1, c = this.parts, [l, u] = ve(t, n);
		if (this.el = e.createElement(l, r), P.currentNode = this.el.content, n === 2 || n === 3) {
			let e = this.el.content.firstChild;
			e.replaceWith(...e.childNodes);
		}
		for (; (i = P.nextNode()) !== null && c.length < s;) {
			if (i.nodeType === 1) {
				if (i.hasAttributes()) for (let e of i.getAttributeNames()) if (e.endsWith(b)) {
					let t = u[o++], n = i.getAttribute(e).split(x), r = /([.?@])?(.*)/.exec(t);
					c.push({
						type: 1,
						index: a,
						name: r[2],
						strings: n,
						ctor: r[1] === "." ? be : r[1] === "?" ? xe : r[1] === "@" ? Se : R
					}), i.removeAttribute(e);
				} else e.startsWith(x) && (c.push({
					type: 6,
					index: a
				}), i.removeAttribute(e));
				if (me.test(i.tagName)) {
					let e = i.textContent.split(x), t = e.length - 1;
					if (t > 0) {
						i.textContent = y ? y.emptyScript : "";
						for (let n = 0; n < t; n++) i.append(e[n], w()), P.nextNode(), c.push({
							type: 2,
							index: ++a
						});
						i.append(e[t], w());
					}
				}
			} else if (i.nodeType === 8) {
				if (i.data === S) c.push({
					type: 2,
					index: a
				});
				else {
					let e = -1;
					for (; (e = i.data.indexOf(x, e + 1)) !== -1;) c.push({
						type: 7,
						index: a
					}), e += x.length - 1;
				}
			}
			a++;
		}
	}
	static createElement(e, t) {
		let n = C.createElement("template");
		return n.innerHTML = e, n;
	}
};
function I(e, t, n = e, r) {
	if (t === M) return t;
	let i = r === void 0 ? n._$Cl : n._$Co?.[r], a = T(t) ? void 0 : t._$litDirective$;
	return i?.constructor !== a && (i?._$AO?.(!1), a === void 0 ? i = void 0 : (i = new a(e), i._$AT(e, n, r)), r === void 0 ? n._$Cl = i : (n._$Co ??= [])[r] = i), i !== void 0 && (t = I(e, i._$AS(e, t.values), i, r)), t;
}
var ye = class {
	constructor(e, t) {
		this._$AV = [], this._$AN = void 0, this._$AD = e, this._$AM = t;
	}
	get parentNode() {
		return this._$AM.parentNode;
	}
	get _$AU() {
		return this._$AM._$AU;
	}
	u(e) {
		let { el: { content: t }, parts: n } = this._$AD, r = (e?.creationScope ?? C).importNode(t, !0);
		P.currentNode = r;
		let i = P.nextNode(), a = 0, o = 0, s = n[0];
		for (; s !== void 0;) {
			if (a === s.index) {
				let t;
				s.type === 2 ? t = new L(i, i.nextSibling, this, e) : s.type === 1 ? t = new s.ctor(i, s.name, s.strings, this, e) : s.type === 6 && (t = new Ce(i, this, e)), this._$AV.push(t), s = n[++o];
			}
			a !== s?.index && (i = P.nextNode(), a++);
		}
		return P.currentNode = C, r;
	}
	p(e) {
		let t = 0;
		for (let n of this._$AV) n !== void 0 && (n.strings === void 0 ? n._$AI(e[t]) : (n._$AI(e, n, t), t += n.strings.length - 2)), t++;
	}
}, L = class e {
	get _$AU() {
		return this._$AM?._$AU ?? this._$Cv;
	}
	constructor(e, t, n, r) {
		this.type = 2, this._$AH = N, this._$AN = void 0, this._$AA = e, this._$AB = t, this._$AM = n, this.options = r, this._$Cv = r?.isConnected ?? !0;
	}
	get parentNode() {
		let e = this._$AA.parentNode, t = this._$AM;
		return t !== void 0 && e?.nodeType === 11 && (e = t.parentNode), e;
	}
	get startNode() {
		return this._$AA;
	}
	get endNode() {
		return this._$AB;
	}
	_$AI(e, t = this) {
		e = I(this, e, t), T(e) ? e === N || e == null || e === "" ? (this._$AH !== N && this._$AR(), this._$AH = N) : e !== this._$AH && e !== M && this._(e) : e._$litType$ === void 0 ? e.nodeType === void 0 ? le(e) ? this.k(e) : this._(e) : this.T(e) : this.$(e);
	}
	O(e) {
		return this._$AA.parentNode.insertBefore(e, this._$AB);
	}
	T(e) {
		this._$AH !== e && (this._$AR(), this._$AH = this.O(e));
	}
	_(e) {
		this._$AH !== N && T(this._$AH) ? this._$AA.nextSibling.data = e : this.T(C.createTextNode(e)), this._$AH = e;
	}
	$(e) {
		let { values: t, _$litType$: n } = e, r = typeof n == "number" ? this._$AC(e) : (n.el === void 0 && (n.el = F.createElement(_e(n.h, n.h[0]), this.options)), n);
		if (this._$AH?._$AD === r) this._$AH.p(t);
		else {
			let e = new ye(r, this), n = e.u(this.options);
			e.p(t), this.T(n), this._$AH = e;
		}
	}
	_$AC(e) {
		let t = ge.get(e.strings);
		return t === void 0 && ge.set(e.strings, t = new F(e)), t;
	}
	k(t) {
		E(this._$AH) || (this._$AH = [], this._$AR());
		let n = this._$AH, r, i = 0;
		for (let a of t) i === n.length ? n.push(r = new e(this.O(w()), this.O(w()), this, this.options)) : r = n[i], r._$AI(a), i++;
		i < n.length && (this._$AR(r && r._$AB.nextSibling, i), n.length = i);
	}
	_$AR(e = this._$AA.nextSibling, t) {
		for (this._$AP?.(!1, !0, t); e !== this._$AB;) {
			let t = oe(e).nextSibling;
			oe(e).remove(), e = t;
		}
	}
	setConnected(e) {
		this._$AM === void 0 && (this._$Cv = e, this._$AP?.(e));
	}
}, R = class {
	get tagName() {
		return this.element.tagName;
	}
	get _$AU() {
		return this._$AM._$AU;
	}
	constructor(e, t, n, r, i) {
		this.type = 1, this._$AH = N, this._$AN = void 0, this.element = e, this.name = t, this._$AM = r, this.options = i, n.length > 2 || n[0] !== "" || n[1] !== "" ? (this._$AH = Array(n.length - 1).fill(/* @__PURE__ */ new String()), this.strings = n) : this._$AH = N;
	}
	_$AI(e, t = this, n, r) {
		let i = this.strings, a = !1;
		if (i === void 0) e = I(this, e, t, 0), a = !T(e) || e !== this._$AH && e !== M, a && (this._$AH = e);
		else {
			let r = e, o, s;
			for (e = i[0], o = 0; o < i.length - 1; o++) s = I(this, r[n + o], t, o), s === M && (s = this._$AH[o]), a ||= !T(s) || s !== this._$AH[o], s === N ? e = N : e !== N && (e += (s ?? "") + i[o + 1]), this._$AH[o] = s;
		}
		a && !r && this.j(e);
	}
	j(e) {
		e === N ? this.element.removeAttribute(this.name) : this.element.setAttribute(this.name, e ?? "");
	}
}, be = class extends R {
	constructor() {
		super(...arguments), this.type = 3;
	}
	j(e) {
		this.element[this.name] = e === N ? void 0 : e;
	}
}, xe = class extends R {
	constructor() {
		super(...arguments), this.type = 4;
	}
	j(e) {
		this.element.toggleAttribute(this.name, !!e && e !== N);
	}
}, Se = class extends R {
	constructor(e, t, n, r, i) {
		super(e, t, n, r, i), this.type = 5;
	}
	_$AI(e, t = this) {
		if ((e = I(this, e, t, 0) ?? N) === M) return;
		let n = this._$AH, r = e === N && n !== N || e.capture !== n.capture || e.once !== n.once || e.passive !== n.passive, i = e !== N && (n === N || r);
		r && this.element.removeEventListener(this.name, this, n), i && this.element.addEventListener(this.name, this, e), this._$AH = e;
	}
	handleEvent(e) {
		typeof this._$AH == "function" ? this._$AH.call(this.options?.host ?? this.element, e) : this._$AH.handleEvent(e);
	}
}, Ce = class {
	constructor(e, t, n) {
		this.element = e, this.type = 6, this._$AN = void 0, this._$AM = t, this.options = n;
	}
	get _$AU() {
		return this._$AM._$AU;
	}
	_$AI(e) {
		I(this, e);
	}
}, we = {
	M: b,
	P: x,
	A: S,
	C: 1,
	L: ve,
	R: ye,
	D: le,
	V: I,
	I: L,
	H: R,
	N: xe,
	U: Se,
	B: be,
	F: Ce
}, Te = ae.litHtmlPolyfillSupport;
Te?.(F, L), (ae.litHtmlVersions ??= []).push("3.3.3");
var Ee = (e, t, n) => {
	let r = n?.renderBefore ?? t, i = r._$litPart$;
	if (i === void 0) {
		let e = n?.renderBefore ?? null;
		r._$litPart$ = i = new L(t.insertBefore(w(), e), e, void 0, n ?? {});
	}
	return i._$AI(e), i;
}, z = globalThis, B = class extends v {
	constructor() {
		super(...arguments), this.renderOptions = { host: this }, this._$Do = void 0;
	}
	createRenderRoot() {
		let e = super.createRenderRoot();
		return this.renderOptions.renderBefore ??= e.firstChild, e;
	}
	update(e) {
		let t = this.render();
		this.hasUpdated || (this.renderOptions.isConnected = this.isConnected), super.update(e), this._$Do = Ee(t, this.renderRoot, this.renderOptions);
	}
	connectedCallback() {
		super.connectedCallback(), this._$Do?.setConnected(!0);
	}
	disconnectedCallback() {
		super.disconnectedCallback(), this._$Do?.setConnected(!1);
	}
	render() {
		return M;
	}
};
B._$litElement$ = !0, B.finalized = !0, z.litElementHydrateSupport?.({ LitElement: B });
var De = z.litElementPolyfillSupport;
De?.({ LitElement: B }), (z.litElementVersions ??= []).push("4.2.2");
// src/strings/de.ts
var Oe = {
	title: "Ihre Fragen zu Antwerpen",
	open: "Chat öffnen",
	close: "Chat schließen",
	openUnread: "Chat öffnen: Es gibt eine neue Antwort",
	menu: "Weitere Optionen",
	language: "Sprache",
	newConversation: "Neues Gespräch",
	erase: "Mein Gespräch löschen",
	eraseQuestion: "Möchten Sie dieses Gespräch löschen? Das lässt sich nicht rückgängig machen.",
	eraseYes: "Löschen",
	cancel: "Abbrechen",
	erased: "Ihr Gespräch wurde gelöscht.",
	eraseFailed: "Ihr Gespräch konnte nicht gelöscht werden. Bitte versuchen Sie es noch einmal.",
	privacy: "Automatische Antworten. Bitte geben Sie keine persönlichen Daten ein; Sie können das Gespräch jederzeit löschen.",
	conversation: "Gespräch",
	you: "Sie",
	assistant: "Assistent",
	input: "Ihre Frage",
	placeholder: "Stellen Sie Ihre Frage",
	send: "Senden",
	charactersLeft: (e) => `Noch ${e} Zeichen`,
	charactersTooMany: (e) => `${e} Zeichen zu viel`,
	typing: "Der Assistent schreibt",
	source: "Quelle",
	date: "Datum",
	paragraph: "Absatz",
	openSource: "Zur Seite (öffnet sich in einem neuen Tab)",
	suggestions: "Vorgeschlagene Fragen",
	didYouMean: "Meinten Sie",
	helpful: "Diese Antwort hat mir geholfen",
	notHelpful: "Diese Antwort hat mir nicht geholfen",
	copy: "Antwort kopieren",
	copied: "Kopiert.",
	copyFailed: "Das Kopieren hat nicht funktioniert.",
	notSent: "Noch nicht beantwortet.",
	sendAgain: "Erneut senden",
	offline: "Sie sind offline. Ihre Nachricht wird gesendet, sobald die Verbindung wieder besteht.",
	unreachable: "Der Assistent ist gerade nicht erreichbar. Es wird automatisch erneut versucht.",
	backOnline: "Die Verbindung besteht wieder.",
	tooMany: (e) => `Das war etwas viel auf einmal. Ihre Frage wird in ${e} s gesendet.`,
	tooLong: "Diese Nachricht ist zu lang. Bitte kürzen Sie sie.",
	expired: "Ihr früheres Gespräch ist abgelaufen. Ein neues hat begonnen.",
	notOnThisSite: "Der Assistent ist auf dieser Website nicht verfügbar."
}, ke = {
	title: "Ask about Antwerp",
	open: "Open the chat",
	close: "Close the chat",
	openUnread: "Open the chat: there is a new answer",
	menu: "More options",
	language: "Language",
	newConversation: "New conversation",
	erase: "Erase my conversation",
	eraseQuestion: "Erase this conversation? This cannot be undone.",
	eraseYes: "Erase",
	cancel: "Cancel",
	erased: "Your conversation has been erased.",
	eraseFailed: "Your conversation could not be erased. Please try again.",
	privacy: "Automated answers. Please share no personal details; you can erase the conversation at any time.",
	conversation: "Conversation",
	you: "You",
	assistant: "Assistant",
	input: "Your question",
	placeholder: "Ask your question",
	send: "Send",
	charactersLeft: (e) => e === 1 ? "1 character left" : `${e} characters left`,
	charactersTooMany: (e) => e === 1 ? "1 character too many" : `${e} characters too many`,
	typing: "The assistant is typing",
	source: "Source",
	date: "Date",
	paragraph: "Paragraph",
	openSource: "Read the page (opens in a new tab)",
	suggestions: "Suggested questions",
	didYouMean: "Did you mean",
	helpful: "This answer helped",
	notHelpful: "This answer did not help",
	copy: "Copy the answer",
	copied: "Copied.",
	copyFailed: "Copying did not work.",
	notSent: "Not answered yet.",
	sendAgain: "Send again",
	offline: "You are offline. Your message will be sent as soon as the connection is back.",
	unreachable: "The assistant cannot be reached at the moment. It will be tried again by itself.",
	backOnline: "The connection is back.",
	tooMany: (e) => `That was a lot at once. Your question will be sent in ${e} s.`,
	tooLong: "That message is too long. Please shorten it.",
	expired: "Your earlier conversation has expired. A new one has begun.",
	notOnThisSite: "The assistant is not available on this website."
}, Ae = {
	title: "Vos questions sur Anvers",
	open: "Ouvrir le chat",
	close: "Fermer le chat",
	openUnread: "Ouvrir le chat : il y a une nouvelle réponse",
	menu: "Plus d’options",
	language: "Langue",
	newConversation: "Nouvelle conversation",
	erase: "Effacer ma conversation",
	eraseQuestion: "Effacer cette conversation ? Cette action est irréversible.",
	eraseYes: "Effacer",
	cancel: "Annuler",
	erased: "Votre conversation a été effacée.",
	eraseFailed: "Votre conversation n’a pas pu être effacée. Veuillez réessayer.",
	privacy: "Réponses automatiques. Ne communiquez pas de données personnelles ; vous pouvez effacer la conversation à tout moment.",
	conversation: "Conversation",
	you: "Vous",
	assistant: "Assistant",
	input: "Votre question",
	placeholder: "Posez votre question",
	send: "Envoyer",
	charactersLeft: (e) => e < 2 ? `${e} caractère restant` : `${e} caractères restants`,
	charactersTooMany: (e) => e < 2 ? `${e} caractère de trop` : `${e} caractères de trop`,
	typing: "L’assistant est en train d’écrire",
	source: "Source",
	date: "Date",
	paragraph: "Paragraphe",
	openSource: "Lire la page (s’ouvre dans un nouvel onglet)",
	suggestions: "Questions suggérées",
	didYouMean: "Vouliez-vous dire",
	helpful: "Cette réponse m’a aidé",
	notHelpful: "Cette réponse ne m’a pas aidé",
	copy: "Copier la réponse",
	copied: "Copié.",
	copyFailed: "La copie n’a pas fonctionné.",
	notSent: "Pas encore de réponse.",
	sendAgain: "Renvoyer",
	offline: "Vous êtes hors ligne. Votre message sera envoyé dès que la connexion sera rétablie.",
	unreachable: "L’assistant est injoignable pour le moment. Une nouvelle tentative aura lieu automatiquement.",
	backOnline: "La connexion est rétablie.",
	tooMany: (e) => `Cela fait beaucoup d’un coup. Votre question sera envoyée dans ${e} s.`,
	tooLong: "Ce message est trop long. Veuillez le raccourcir.",
	expired: "Votre conversation précédente a expiré. Une nouvelle a commencé.",
	notOnThisSite: "L’assistant n’est pas disponible sur ce site."
}, je = {
	title: "앤트워프에 대해 물어보세요",
	open: "채팅 열기",
	close: "채팅 닫기",
	openUnread: "채팅 열기: 새 답변이 있습니다",
	menu: "더 보기",
	language: "언어",
	newConversation: "새 대화",
	erase: "내 대화 삭제",
	eraseQuestion: "이 대화를 삭제하시겠습니까? 삭제하면 되돌릴 수 없습니다.",
	eraseYes: "삭제",
	cancel: "취소",
	erased: "대화가 삭제되었습니다.",
	eraseFailed: "대화를 삭제하지 못했습니다. 다시 시도해 주세요.",
	privacy: "자동 응답 서비스입니다. 개인정보는 입력하지 말아 주세요. 대화는 언제든지 삭제할 수 있습니다.",
	conversation: "대화 내용",
	you: "나",
	assistant: "도우미",
	input: "질문",
	placeholder: "질문을 입력하세요",
	send: "보내기",
	charactersLeft: (e) => `${e}자 남음`,
	charactersTooMany: (e) => `${e}자 초과`,
	typing: "도우미가 답변을 입력하고 있습니다",
	source: "출처",
	date: "날짜",
	paragraph: "단락",
	openSource: "원문 보기(새 탭에서 열림)",
	suggestions: "추천 질문",
	didYouMean: "이런 질문을 찾으셨나요?",
	helpful: "도움이 되었습니다",
	notHelpful: "도움이 되지 않았습니다",
	copy: "답변 복사",
	copied: "복사했습니다.",
	copyFailed: "복사하지 못했습니다.",
	notSent: "아직 답변을 받지 못했습니다.",
	sendAgain: "다시 보내기",
	offline: "오프라인 상태입니다. 연결되는 대로 메시지를 보내 드립니다.",
	unreachable: "지금은 도우미에 연결할 수 없습니다. 자동으로 다시 시도합니다.",
	backOnline: "다시 연결되었습니다.",
	tooMany: (e) => `한꺼번에 많은 질문을 보내셨습니다. ${e}초 뒤에 질문을 보내 드립니다.`,
	tooLong: "메시지가 너무 깁니다. 조금 줄여 주세요.",
	expired: "이전 대화가 만료되어 새 대화를 시작했습니다.",
	notOnThisSite: "이 웹사이트에서는 도우미를 이용할 수 없습니다."
}, Me = {
	title: "Vraag het over Antwerpen",
	open: "Chat openen",
	close: "Chat sluiten",
	openUnread: "Chat openen: er is een nieuw antwoord",
	menu: "Meer opties",
	language: "Taal",
	newConversation: "Nieuw gesprek",
	erase: "Mijn gesprek wissen",
	eraseQuestion: "Wilt u dit gesprek wissen? Dat kan niet ongedaan worden gemaakt.",
	eraseYes: "Wissen",
	cancel: "Annuleren",
	erased: "Uw gesprek is gewist.",
	eraseFailed: "Uw gesprek kon niet worden gewist. Probeer het opnieuw.",
	privacy: "Automatische antwoorden. Geef geen persoonlijke gegevens door; u kunt het gesprek altijd wissen.",
	conversation: "Gesprek",
	you: "U",
	assistant: "Assistent",
	input: "Uw vraag",
	placeholder: "Stel uw vraag",
	send: "Versturen",
	charactersLeft: (e) => e === 1 ? "Nog 1 teken" : `Nog ${e} tekens`,
	charactersTooMany: (e) => e === 1 ? "1 teken te veel" : `${e} tekens te veel`,
	typing: "De assistent is aan het typen",
	source: "Bron",
	date: "Datum",
	paragraph: "Alinea",
	openSource: "De pagina lezen (opent in een nieuw tabblad)",
	suggestions: "Voorgestelde vragen",
	didYouMean: "Bedoelde u",
	helpful: "Dit antwoord heeft me geholpen",
	notHelpful: "Dit antwoord heeft me niet geholpen",
	copy: "Antwoord kopiëren",
	copied: "Gekopieerd.",
	copyFailed: "Kopiëren is niet gelukt.",
	notSent: "Nog niet beantwoord.",
	sendAgain: "Opnieuw versturen",
	offline: "U bent offline. Uw bericht wordt verstuurd zodra de verbinding er weer is.",
	unreachable: "De assistent is momenteel niet bereikbaar. Er wordt vanzelf opnieuw geprobeerd.",
	backOnline: "De verbinding is er weer.",
	tooMany: (e) => `Dat was wat veel ineens. Uw vraag wordt over ${e} s verstuurd.`,
	tooLong: "Dat bericht is te lang. Maak het wat korter, alstublieft.",
	expired: "Uw vorige gesprek is verlopen. Er is een nieuw gesprek begonnen.",
	notOnThisSite: "De assistent is op deze website niet beschikbaar."
}, Ne = {
	title: "关于安特卫普，问我吧",
	open: "打开聊天窗口",
	close: "关闭聊天窗口",
	openUnread: "打开聊天窗口：有新的回答",
	menu: "更多选项",
	language: "语言",
	newConversation: "新对话",
	erase: "删除我的对话",
	eraseQuestion: "要删除这段对话吗？删除后无法恢复。",
	eraseYes: "删除",
	cancel: "取消",
	erased: "您的对话已删除。",
	eraseFailed: "未能删除您的对话，请再试一次。",
	privacy: "回答由系统自动生成。请勿填写个人信息；您可以随时删除对话。",
	conversation: "对话内容",
	you: "您",
	assistant: "助手",
	input: "您的问题",
	placeholder: "请输入您的问题",
	send: "发送",
	charactersLeft: (e) => `还可输入 ${e} 个字符`,
	charactersTooMany: (e) => `超出 ${e} 个字符`,
	typing: "助手正在输入",
	source: "出处",
	date: "日期",
	paragraph: "段落",
	openSource: "查看原文（在新标签页中打开）",
	suggestions: "推荐问题",
	didYouMean: "您想问的是",
	helpful: "这个回答有帮助",
	notHelpful: "这个回答没有帮助",
	copy: "复制回答",
	copied: "已复制。",
	copyFailed: "复制失败。",
	notSent: "尚未得到回答。",
	sendAgain: "重新发送",
	offline: "您已离线。连接恢复后，消息会自动发送。",
	unreachable: "暂时无法连接到助手，系统会自动重试。",
	backOnline: "连接已恢复。",
	tooMany: (e) => `您一下子问了很多。您的问题将在 ${e} 秒后发送。`,
	tooLong: "这条消息太长了，请缩短一些。",
	expired: "您之前的对话已过期，现已开始新的对话。",
	notOnThisSite: "此网站上无法使用助手。"
}, Pe = [
	"en",
	"nl",
	"fr",
	"de",
	"ko",
	"zh"
], Fe = {
	en: "English",
	nl: "Nederlands",
	fr: "Français",
	de: "Deutsch",
	ko: "한국어",
	zh: "中文"
}, V = {
	en: ke,
	nl: Me,
	fr: Ae,
	de: Oe,
	ko: je,
	zh: Ne
};
function H(e) {
	let t = (e ?? "").toLowerCase().split(/[-_]/)[0];
	return Pe.find((e) => e === t) ?? null;
}
function U(e) {
	return H(e.parentElement?.closest("[lang]")?.getAttribute("lang") ?? document.documentElement.lang);
}
function Ie() {
	for (let e of navigator.languages ?? []) {
		let t = H(e);
		if (t) return t;
	}
	return "en";
}
// src/contract.ts
var W = (e) => typeof e == "object" && e ? e : {}, G = (e) => Array.isArray(e) ? e : [], K = (e) => typeof e == "string" ? e : "";
function Le(e) {
	return G(e).map((e) => ({
		title: K(W(e).title),
		payload: K(W(e).payload)
	})).filter((e) => e.title && e.payload);
}
function Re(e) {
	let t = W(e);
	return !K(t.title) || !He(K(t.url)) ? null : {
		title: K(t.title),
		url: K(t.url),
		date: K(t.date),
		paragraph: K(t.paragraph)
	};
}
function ze(e) {
	let t = G(e).map(W), n = t.map((e) => W(e.custom)).find((e) => K(e.kind)), r = t.map((e) => K(e.text)).filter(Boolean).join("\n\n");
	return !n || !r ? null : {
		text: r,
		kind: K(n.kind),
		language: H(K(n.language)) ?? "en",
		suggestions: Le(n.suggestions),
		source: Re(n.source)
	};
}
function Be(e) {
	return G(W(e).turns).map(W).filter((e) => K(e.id)).map((e) => ({
		id: K(e.id),
		text: K(e.text),
		reply: ze(e.messages),
		rating: e.rating === "up" || e.rating === "down" ? e.rating : null
	}));
}
function Ve(e) {
	let t = {};
	for (let [n, r] of Object.entries(W(W(e).languages))) {
		let e = H(n);
		e && (t[e] = {
			text: K(W(r).text),
			suggestions: Le(W(r).suggestions)
		});
	}
	return t;
}
function He(e) {
	try {
		let t = new URL(e);
		return t.protocol === "http:" || t.protocol === "https:" ? t.href : null;
	} catch {
		return null;
	}
}
// src/sse.ts
async function* Ue(e) {
	if (!e.body) return;
	let t = e.body.getReader(), n = new TextDecoder(), r = "";
	try {
		for (;;) {
			let { done: e, value: i } = await t.read();
			if (e) return;
			r += n.decode(i, { stream: !0 });
			let a = r.split(/\r?\n\r?\n/);
			r = a.pop() ?? "";
			for (let e of a) yield We(e);
		}
	} finally {
		t.cancel().catch(() => void 0);
	}
}
function We(e) {
	let t = {
		event: "message",
		data: ""
	};
	for (let n of e.split(/\r?\n/)) {
		let [e, ...r] = n.split(":"), i = r.join(":").replace(/^ /, "");
		e === "event" && (t.event = i), e === "data" && (t.data += (t.data && "\n") + i);
	}
	return t;
}
// src/api.ts
var q = 2e4, J = class extends Error {}, Y = class extends Error {
	constructor(e, t) {
		super(`the server refused with ${e}`), this.status = e, this.wait = t;
	}
}, Ge = class {
	constructor(e) {
		this.server = e;
	}
	async greetings() {
		return Ve(await this.json(await this.call("GET", "start")));
	}
	async session(e) {
		let t = await this.json(await this.call("POST", "session", e, {}));
		if (typeof t?.token != "string") throw new J("no session came");
		return t.token;
	}
	async history(e) {
		return Be(await this.json(await this.call("GET", "history", e)));
	}
	async rate(e, t, n) {
		await this.call("POST", "rating", e, {
			id: t,
			rating: n
		});
	}
	async erase(e) {
		await this.call("DELETE", "session", e);
	}
	async message(e, t, n, r) {
		let i = await this.call("POST", "message", e, t, r);
		try {
			for await (let { event: e, data: t } of Ue(i)) if (e === "accepted" && n(), e === "reply") {
				let e = ze(JSON.parse(t).messages);
				if (e) return e;
			}
		} catch (e) {
			throw new J(String(e));
		}
		throw new J("the connection ended before the reply");
	}
	async isThere() {
		try {
			return await fetch(`${this.server}/widget.js`, {
				mode: "no-cors",
				cache: "no-store",
				signal: AbortSignal.timeout(q)
			}), !0;
		} catch {
			return !1;
		}
	}
	async call(e, t, n, r, i) {
		let a = {};
		n && (a.Authorization = `Bearer ${n}`), r !== void 0 && (a["Content-Type"] = "application/json");
		let o;
		try {
			o = await fetch(`${this.server}/webhooks/web/${t}`, {
				method: e,
				headers: a,
				body: r === void 0 ? void 0 : JSON.stringify(r),
				credentials: "omit",
				referrerPolicy: "no-referrer",
				signal: i ? AbortSignal.any([i, AbortSignal.timeout(q)]) : AbortSignal.timeout(q)
			});
		} catch (e) {
			throw new J(String(e));
		}
		if (o.ok) return o;
		throw o.status >= 500 && o.status !== 501 ? new J(`the server answered ${o.status}`) : new Y(o.status, Number(o.headers.get("Retry-After")) || 0);
	}
	async json(e) {
		try {
			return await e.json();
		} catch (e) {
			throw new J(String(e));
		}
	}
}, X = (e) => e.state === "waiting" || e.state === "accepted" || e.state === "failed";
function Ke(e, t, n, r) {
	return {
		id: Array.from(crypto.getRandomValues(/* @__PURE__ */ new Uint8Array(16)), (e) => e.toString(16).padStart(2, "0")).join(""),
		text: e,
		shown: t,
		language: n,
		locale: r,
		state: "waiting",
		reply: null,
		rating: null
	};
}
function qe(e, t) {
	let n = e.reply && e.reply.kind !== "error" ? "answered" : "held";
	return {
		...e,
		shown: e.text,
		language: e.reply?.language ?? t,
		locale: t,
		state: n
	};
}
function Je(e, t) {
	return {
		id: e.id,
		text: e.text,
		shown: e.text,
		language: t,
		locale: e.locale,
		state: e.held ? "held" : "waiting",
		reply: null,
		rating: null
	};
}
// src/conversation.ts
var Ye = 5e3, Xe = [
	1,
	2,
	4,
	8,
	15
], Ze = class extends EventTarget {
	constructor(e, t, n) {
		super(), this.api = e, this.store = t, this.language = n, this.turns = [], this.greetings = {}, this.connection = "good", this.notice = null, this.pause = 0, this.loaded = !1, this.working = !1, this.tries = 0, this.timer = 0, this.age = 0, this.inFlight = new AbortController(), this.onOnline = () => {
			this.tries = 0, (this.connection !== "good" || this.turns.some(X)) && this.work();
		}, this.onOffline = () => {
			this.connection = "offline", this.notice = null, this.changed();
		};
	}
	watch() {
		addEventListener("online", this.onOnline), addEventListener("offline", this.onOffline);
	}
	stop() {
		removeEventListener("online", this.onOnline), removeEventListener("offline", this.onOffline), clearTimeout(this.timer);
	}
	load() {
		(!this.loaded || this.turns.some(X)) && this.work();
	}
	send(e, t = e) {
		let n = Ke(e, t, this.language(), this.language());
		return this.turns = [...this.turns, n], this.notice = null, this.keepUnsent(), this.changed(), this.work(), n;
	}
	again(e) {
		e.state = "waiting", e.reply = null, this.keepUnsent(), this.changed(), clearTimeout(this.timer), this.work();
	}
	async rate(e, t) {
		let n = e.rating;
		e.rating = n === t ? null : t, this.changed();
		try {
			await this.withSession((t) => this.api.rate(t, e.id, e.rating));
		} catch {
			e.rating = n, this.changed();
		}
	}
	startAnew() {
		this.age += 1, this.inFlight.abort(), this.inFlight = new AbortController(), this.turns = [], this.notice = null, this.pause = 0, clearTimeout(this.timer), this.store.write({
			token: void 0,
			unsent: []
		}), this.changed();
	}
	async erase() {
		try {
			this.store.read().token && await this.withSession((e) => this.api.erase(e), !1);
		} catch (e) {
			if (!(e instanceof Y && e.status === 401)) return this.notice = "eraseFailed", this.changed();
		}
		this.startAnew(), this.notice = "erased", this.changed();
	}
	dismiss() {
		this.notice = null, this.changed();
	}
	async work() {
		if (!(this.working || this.pause)) {
			this.working = !0, clearTimeout(this.timer);
			try {
				this.loaded || await this.fetchPast();
				for (let e = this.turns.find(X); e; e = this.turns.find(X)) await this.deliver(e);
				this.connected();
			} catch (e) {
				await this.fault(e);
			} finally {
				this.working = !1;
			}
			!this.pause && this.connection === "good" && this.turns.some(X) && this.work();
		}
	}
	async fetchPast() {
		let e = this.age;
		this.greetings = await this.api.greetings(), this.connected();
		let t = this.store.read().token ? await this.past() : [];
		if (e !== this.age) return;
		let n = t.map((e) => qe(e, this.language())), r = (this.store.read().unsent ?? []).map((e) => Je(e, this.language())), i = new Set(n.filter((e) => e.state === "answered").map((e) => e.id)), a = new Map([...r, ...this.turns].filter((e) => !i.has(e.id)).map((e) => [e.id, e]));
		this.turns = [...n.filter((e) => !a.has(e.id)), ...a.values()], this.loaded = !0, this.keepUnsent(), this.changed();
	}
	async past() {
		try {
			return await this.withSession((e) => this.api.history(e), !1);
		} catch (e) {
			if (!(e instanceof Y) || e.status !== 401) throw e;
			return this.store.write({ token: void 0 }), this.notice = "expired", [];
		}
	}
	async deliver(e) {
		let t = this.age;
		e.state = "waiting", this.changed();
		try {
			let n = await this.withSession((t) => this.api.message(t, {
				id: e.id,
				text: e.text,
				locale: e.locale
			}, () => {
				e.state = "accepted", this.connected();
			}, this.inFlight.signal));
			if (t !== this.age) return;
			e.reply = n, e.language = n.language, e.state = n.kind === "error" ? "held" : "answered";
		} catch (n) {
			if (t !== this.age) return;
			if (e.state = "failed", !(n instanceof Y) || n.status === 429 || n.status === 403) throw n;
			e.state = "held", n.status === 413 && (this.notice = "tooLong");
		}
		this.keepUnsent(), this.connected(), e.reply && this.dispatchEvent(new CustomEvent("reply", { detail: e }));
	}
	async withSession(e, t = !0) {
		let n = this.store.read().token ?? (t ? await this.newSession() : "");
		try {
			return await e(n);
		} catch (e) {
			if (!(e instanceof Y) || e.status !== 401) throw e;
		}
		return e(await this.renewed(n, t));
	}
	async renewed(e, t) {
		try {
			let t = await this.api.session(e);
			return this.store.write({ token: t }), t;
		} catch (e) {
			if (!(e instanceof Y) || e.status !== 401 || !t) throw e;
		}
		return this.notice = "expired", this.newSession();
	}
	async newSession() {
		let e = await this.api.session();
		return this.store.write({ token: e }), e;
	}
	connected() {
		this.connection !== "good" && (this.notice = "backOnline", setTimeout(() => this.notice === "backOnline" && this.dismiss(), Ye)), this.connection = "good", this.tries = 0, this.changed();
	}
	async fault(e) {
		if (e instanceof Y && e.status === 429) return this.rest(e.wait || 5);
		this.connection = e instanceof Y && e.status === 403 ? "refused" : navigator.onLine ? e instanceof J && new URL(this.api.server).origin !== location.origin && await this.api.isThere() ? "refused" : "unreachable" : "offline", this.notice = null;
		for (let e of this.turns) X(e) && (e.state = "failed");
		if (this.changed(), this.connection === "refused") return;
		let t = Xe[Math.min(this.tries++, Xe.length - 1)] ?? 15;
		this.timer = window.setTimeout(() => void this.work(), t * 1e3);
	}
	rest(e) {
		this.pause = e, this.changed(), this.timer = window.setTimeout(() => {
			if (e > 1) return this.rest(e - 1);
			this.pause = 0, this.changed(), this.work();
		}, 1e3);
	}
	keepUnsent() {
		let e = this.turns.filter((e) => X(e) || e.state === "held");
		this.store.write({ unsent: e.map(({ id: e, text: t, locale: n, state: r }) => ({
			id: e,
			text: t,
			locale: n,
			held: r === "held"
		})) });
	}
	changed() {
		this.dispatchEvent(new Event("change"));
	}
}, Z = (e) => j`
  <svg viewBox="0 0 24 24" width="1.5em" height="1.5em" fill="none" stroke="currentColor" stroke-width="2"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${e}</svg>`, Qe = () => Z(j`<path d="M21 11.5a8.4 8.4 0 0 1-12.2 7.5L3 21l2-5.8A8.4 8.4 0 1 1 21 11.5Z"/><path d="M8.5 10h8M8.5 13.5h5"/>`), $e = () => Z(j`<path d="m6 9 6 6 6-6"/>`), et = () => Z(j`<path d="M12 5v.01M12 12v.01M12 19v.01" stroke-width="3"/>`), tt = () => Z(j`<path d="M12 19V5M5 12l7-7 7 7"/>`), nt = () => Z(j`<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M5 15V6a2 2 0 0 1 2-2h9"/>`), rt = () => Z(j`<path d="M7 11v9H4v-9ZM7 11l4-8a2.5 2.5 0 0 1 2.5 2.5V9h5a2 2 0 0 1 2 2.3l-1.2 7A2 2 0 0 1 17.3 20H7"/>`), it = () => Z(j`<path d="M17 13V4h3v9ZM17 13l-4 8a2.5 2.5 0 0 1-2.5-2.5V15h-5a2 2 0 0 1-2-2.3l1.2-7A2 2 0 0 1 6.7 4H17"/>`), at = () => Z(j`<path d="M14 4h6v6M20 4l-9 9M18 14v4a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h4"/>`), ot = () => Z(j`<path d="M20 11a8 8 0 1 0-2.3 6.6M20 5v6h-6"/>`), st = "(max-width: 30em)", ct = class {
	constructor(e) {
		this.host = e, this.sheet = new CSSStyleSheet(), this.fit = () => {
			let e = visualViewport;
			e && this.sheet.replaceSync(`:host { --_free-height: ${e.height}px; --_free-top: ${e.offsetTop}px; }`);
		};
	}
	get isPhone() {
		return matchMedia(st).matches;
	}
	fill() {
		let e = this.host.shadowRoot;
		e && !e.adoptedStyleSheets.includes(this.sheet) && (e.adoptedStyleSheets = [...e.adoptedStyleSheets, this.sheet]), visualViewport?.addEventListener("resize", this.fit), visualViewport?.addEventListener("scroll", this.fit), this.fit();
	}
	release() {
		visualViewport?.removeEventListener("resize", this.fit), visualViewport?.removeEventListener("scroll", this.fit);
	}
	keepFocus(e) {
		if (e.key !== "Tab" || !this.isPhone) return;
		let t = this.host.shadowRoot, n = [...t?.querySelectorAll("#panel :is(button, select, summary, a, textarea, [tabindex='0'])") ?? []].filter((e) => e.checkVisibility()), [r, i] = [n[0], n[n.length - 1]], a = t?.activeElement;
		(e.shiftKey ? a !== r && a?.id !== "panel" : a !== i) || (e.preventDefault(), (e.shiftKey ? i : r)?.focus());
	}
}, lt = class {
	constructor(e) {
		this.server = e, this.memory = {};
	}
	read() {
		try {
			let e = JSON.parse(localStorage.getItem(this.key) ?? "{}");
			return typeof e == "object" && e ? this.checked(e) : {};
		} catch {
			return this.memory;
		}
	}
	write(e) {
		let t = {
			...this.read(),
			...e
		};
		this.memory = t;
		try {
			localStorage.setItem(this.key, JSON.stringify(t));
		} catch {}
	}
	get key() {
		return `antwerp-chat ${this.server}`;
	}
	checked(e) {
		let t = Array.isArray(e.unsent) ? e.unsent.filter((e) => typeof e?.id == "string" && typeof e.text == "string") : [];
		return {
			...e,
			token: typeof e.token == "string" ? e.token : void 0,
			unsent: t
		};
	}
}, ut = o`
  --_accent: var(--antwerp-chat-accent, #b3092f);
  --_accent-strong: var(--antwerp-chat-accent-strong, #8f0525);
  --_on-accent: var(--antwerp-chat-on-accent, #fff);
  --_link: var(--antwerp-chat-link, #a30a2c);
  --_surface: var(--antwerp-chat-surface, #fff);
  --_soft: var(--antwerp-chat-soft, #f1f2f5);
  --_text: var(--antwerp-chat-text, #1b1d22);
  --_quiet: var(--antwerp-chat-quiet, #555a66);
  --_border: var(--antwerp-chat-border, #767b87);
  --_line: var(--antwerp-chat-line, #dcdfe5);
  --_visitor: var(--antwerp-chat-visitor, #2a2d36);
  --_on-visitor: var(--antwerp-chat-on-visitor, #fff);
  --_notice: var(--antwerp-chat-notice, #fff4d6);
  --_danger: var(--antwerp-chat-danger, #a30a2c);
  --_focus: var(--antwerp-chat-focus, #0b5fd0);
  --_radius: var(--antwerp-chat-radius, 1em);
  --_radius-small: var(--antwerp-chat-radius-small, 0.625em);
  color-scheme: light;
`, dt = o`
  --_accent: var(--antwerp-chat-accent, #a80b2e);
  --_accent-strong: var(--antwerp-chat-accent-strong, #850623);
  --_link: var(--antwerp-chat-link, #ff9db0);
  --_surface: var(--antwerp-chat-surface, #17191e);
  --_soft: var(--antwerp-chat-soft, #282b33);
  --_text: var(--antwerp-chat-text, #f0f1f4);
  --_quiet: var(--antwerp-chat-quiet, #b3b8c4);
  --_border: var(--antwerp-chat-border, #8a90a0);
  --_line: var(--antwerp-chat-line, #3a3e48);
  --_visitor: var(--antwerp-chat-visitor, #dfe2ea);
  --_on-visitor: var(--antwerp-chat-on-visitor, #17191e);
  --_notice: var(--antwerp-chat-notice, #4a3a10);
  --_danger: var(--antwerp-chat-danger, #ff9db0);
  --_focus: var(--antwerp-chat-focus, #8ab8ff);
  color-scheme: dark;
`, ft = [
	o`
  :host { ${ut} }
  @media (prefers-color-scheme: dark) { :host(:not([theme="light"])) { ${dt} } }
  :host([theme="dark"]) { ${dt} }
`,
	o`
  :host {
    all: initial;
    position: fixed;
    inset-block-end: var(--antwerp-chat-offset, 1.25rem);
    inset-inline-end: var(--antwerp-chat-offset, 1.25rem);
    z-index: var(--antwerp-chat-z-index, 2147483000);
    font: 400 var(--antwerp-chat-font-size, max(16px, 1rem)) / 1.5 var(--antwerp-chat-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif);
    color: var(--_text);
  }
  :host([position="left"]) { inset-inline: var(--antwerp-chat-offset, 1.25rem) auto; }
  :host([hidden]) { display: none; }
  /* Korean and Chinese share characters but not their shapes: each has its own fonts. */
  :lang(ko) { font-family: var(--antwerp-chat-font, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif); word-break: keep-all; }
  :lang(zh) { font-family: var(--antwerp-chat-font, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif); }
  :lang(en), :lang(nl), :lang(fr), :lang(de) { font-family: var(--antwerp-chat-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif); }
  *, ::before, ::after { box-sizing: border-box; }
  p, h2, dl, dd { margin: 0; }
  [hidden] { display: none !important; }
  .hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  button, select, textarea { font: inherit; color: inherit; }
  button { cursor: pointer; min-block-size: 44px; min-inline-size: 44px; border: 1px solid transparent; border-radius: var(--_radius-small); background: none; }
  :focus-visible { outline: 3px solid var(--_focus); outline-offset: 2px; }
`,
	o`
  #launcher {
    display: grid; place-items: center; inline-size: 3.75em; block-size: 3.75em; margin-inline-start: auto; border-radius: 50%;
    background: var(--_accent); color: var(--_on-accent); box-shadow: 0 4px 16px rgb(0 0 0 / 30%);
  }
  #launcher:hover { background: var(--_accent-strong); }
  #launcher.unread::after {
    content: ""; position: absolute; inset-block-start: 0; inset-inline-end: 0; inline-size: 1em; block-size: 1em; border-radius: 50%;
    background: var(--_focus); border: 2px solid var(--_surface);
  }
  #panel {
    display: flex; flex-direction: column; overflow: hidden;
    inline-size: min(var(--antwerp-chat-width, 25em), calc(100vw - 2.5rem)); block-size: min(var(--antwerp-chat-height, 42em), calc(100dvh - 2.5rem));
    background: var(--_surface); border: 1px solid var(--_line); border-radius: var(--_radius); box-shadow: 0 12px 40px rgb(0 0 0 / 28%);
  }
  #panel:focus-visible { outline-offset: -3px; }
  header { position: relative; display: flex; flex: none; align-items: center; gap: 0.125em; padding: 0.375em 0.375em 0.375em 1em; background: var(--_accent); color: var(--_on-accent); }
  header :focus-visible { outline-color: currentColor; outline-offset: -4px; }
  h2 { flex: 1; min-inline-size: 0; font-size: 1.0625em; font-weight: 650; line-height: 1.25; overflow-wrap: anywhere; }
  select { min-block-size: 44px; max-inline-size: 8em; padding-inline: 0.375em; border: 1px solid transparent; border-radius: var(--_radius-small); background: transparent; }
  select:hover, header > button:hover { background: var(--_accent-strong); }
  option { color: var(--_text); background: var(--_surface); }
  button.icon { display: grid; place-items: center; flex: none; padding: 0; }
  #menu {
    position: absolute; inset-block-start: 100%; inset-inline-end: 0.5em; z-index: 1; display: grid; padding: 0.25em;
    color: var(--_text); background: var(--_surface); border: 1px solid var(--_line); border-radius: var(--_radius-small); box-shadow: 0 6px 20px rgb(0 0 0 / 25%);
  }
  #menu button { padding-inline: 0.875em; text-align: start; }
  #menu button:hover { background: var(--_soft); }
  #menu :focus-visible { outline-color: var(--_focus); }
  .notice { flex: none; padding: 0.5em 1em; font-size: 0.9375em; background: var(--_notice); color: var(--_text); border-block-start: 1px solid var(--_line); }
  .notice[data-empty] { padding: 0; border: 0; }
  .privacy { flex: none; padding: 0 1em 0.75em; font-size: 0.75em; line-height: 1.4; color: var(--_quiet); }
`,
	o`
  #log { flex: 1; min-block-size: 6em; overflow-y: auto; overscroll-behavior: contain; padding: 1em; display: flex; flex-direction: column; gap: 0.625em; scrollbar-width: thin; }
  #log:focus-visible { outline-offset: -3px; }
  .turn { display: flex; flex-direction: column; gap: 0.625em; }
  .message { max-inline-size: 88%; inline-size: fit-content; padding: 0.625em 0.875em; border: 1px solid transparent; border-radius: var(--_radius); overflow-wrap: anywhere; }
  .message p { white-space: pre-wrap; unicode-bidi: isolate; }
  .message p + p { margin-block-start: 0.625em; }
  .visitor { align-self: flex-end; background: var(--_visitor); color: var(--_on-visitor); border-end-end-radius: 0.25em; }
  .assistant { background: var(--_soft); border-end-start-radius: 0.25em; }
  .failed { align-self: flex-end; display: flex; flex-wrap: wrap; justify-content: flex-end; align-items: center; gap: 0 0.5em; color: var(--_danger); font-size: 0.9375em; }
  button.plain { display: inline-flex; align-items: center; gap: 0.375em; padding-inline: 0.75em; border-color: var(--_border); background: var(--_surface); color: var(--_text); }
  button.plain:hover, .suggestion:hover, .tools button:hover { background: var(--_soft); }
  button.plain svg { inline-size: 1.125em; block-size: 1.125em; }
  .suggestions { display: flex; flex-wrap: wrap; gap: 0.5em; }
  .suggestion { padding: 0.5em 0.875em; border-color: var(--_link); border-radius: 1.375em; background: var(--_surface); color: var(--_link); text-align: start; line-height: 1.35; overflow-wrap: anywhere; max-inline-size: 100%; }
  .tools { display: flex; margin-block-start: -0.5em; color: var(--_quiet); }
  .tools svg { inline-size: 1.125em; block-size: 1.125em; }
  .tools [aria-pressed="true"] { color: var(--_link); }
  .tools [aria-pressed="true"] svg { fill: currentColor; }
  .source { margin-block: 0.5em -0.375em; border-block-start: 1px solid var(--_line); font-size: 0.9375em; }
  .source summary { min-block-size: 44px; align-content: center; color: var(--_quiet); cursor: pointer; border-radius: var(--_radius-small); }
  .source dl { display: grid; grid-template-columns: auto 1fr; gap: 0.125em 0.75em; }
  .source dd { min-inline-size: 0; }
  .source dd[lang="en"] { grid-column: 1 / -1; font-weight: 600; }
  .source dt { color: var(--_quiet); }
  .source a { display: inline-flex; align-items: center; gap: 0.375em; min-block-size: 44px; color: var(--_link); border-radius: var(--_radius-small); }
  .source a svg { flex: none; inline-size: 1em; block-size: 1em; }
  .typing { display: flex; gap: 0.3125em; padding-block: 1em; }
  .typing i { inline-size: 0.5em; block-size: 0.5em; border-radius: 50%; background: var(--_quiet); }
`,
	o`
  form { flex: none; display: grid; grid-template-columns: 1fr auto; align-items: end; gap: 0 0.5em; padding: 0.75em 0.75em 0.5em; border-block-start: 1px solid var(--_line); }
  textarea {
    inline-size: 100%; min-block-size: max(44px, 2.75em); max-block-size: 8em; padding: 0.5625em 0.75em; resize: none; field-sizing: content; overflow-wrap: anywhere;
    background: var(--_surface); border: 1px solid var(--_border); border-radius: var(--_radius-small);
  }
  textarea::placeholder { color: var(--_quiet); opacity: 1; }
  textarea[aria-invalid="true"] { border-color: var(--_danger); }
  .send { display: grid; place-items: center; inline-size: max(44px, 2.75em); block-size: max(44px, 2.75em); padding: 0; background: var(--_accent); color: var(--_on-accent); border-radius: 50%; }
  .send:hover { background: var(--_accent-strong); }
  #count { grid-column: 1 / -1; font-size: 0.8125em; color: var(--_quiet); }
  #count.over { color: var(--_danger); }
  .confirm { flex: none; display: flex; flex-wrap: wrap; gap: 0.5em; padding: 0.75em 1em; border-block-start: 1px solid var(--_line); }
  .confirm p { flex: 1 0 100%; }
  .danger { padding-inline: 1em; background: var(--_accent); color: var(--_on-accent); }
`,
	o`
  @media (max-width: 30em) { /* a phone: the same as in phone.ts */
    :host([open]) { inset: 0; }
    #panel { position: fixed; inset-inline: 0; inset-block-start: var(--_free-top, 0); inline-size: 100%; block-size: var(--_free-height, 100dvh); border: 0; border-radius: 0; }
    header { padding-block-start: max(0.375em, env(safe-area-inset-top)); }
    .privacy { padding-block-end: max(0.75em, env(safe-area-inset-bottom)); }
  }
  @media (max-height: 26em) { .privacy { display: none; } } /* the keyboard is out, or the text is large: the words come first */
  @media (prefers-reduced-motion: no-preference) {
    #log { scroll-behavior: smooth; }
    #panel { animation: arrive 160ms ease-out; }
    .typing i { animation: breathe 1.2s infinite ease-in-out; }
    .typing i:nth-of-type(2) { animation-delay: 0.15s; }
    .typing i:nth-of-type(3) { animation-delay: 0.3s; }
  }
  @keyframes arrive { from { opacity: 0; translate: 0 0.75em; } }
  @keyframes breathe { 50% { opacity: 0.3; } }
  @media (forced-colors: active) { /* backgrounds are gone: borders take their place */
    #launcher, .send, .danger, .message, button.icon, select { border-color: CanvasText; }
    .typing i { background: CanvasText; forced-color-adjust: none; }
    .tools [aria-pressed="true"] { border-width: 3px; }
    :focus-visible { outline-color: Highlight; }
  }
`
], pt = 1e3, mt = 200, ht = (e) => Array.from(e).length;
function gt(e, t, n) {
	let r = pt - ht(e);
	return A`
    <form part="composer" @submit=${(e) => {
		e.preventDefault(), n.send();
	}}>
      <textarea id="input" part="input" rows="1" enterkeyhint="send" aria-label=${t.input} placeholder=${t.placeholder} aria-describedby="count"
        aria-invalid=${r < 0 ? "true" : "false"} .value=${e} @input=${(e) => n.input(e.target.value)} @keydown=${(e) => {
		e.key !== "Enter" || e.shiftKey || e.isComposing || e.keyCode === 229 || (e.preventDefault(), n.send());
	}}></textarea>
      <button class="send" part="send" aria-label=${t.send} title=${t.send}>${tt()}</button>
      <p id="count" class=${r < 0 ? "over" : ""}>
        ${r < 0 ? t.charactersTooMany(-r) : r <= mt ? t.charactersLeft(r) : N}
      </p>
    </form>`;
}
// src/view/header.ts
function _t(e, t, n, r, i) {
	return A`
    <header part="header">
      <h2 id="title">${e}</h2>
      <select aria-label=${r.language} title=${r.language} @change=${(e) => i.setLanguage(e.target.value)} .value=${t}>
        ${Pe.map((e) => A`<option value=${e} lang=${e} ?selected=${e === t}>${Fe[e]}</option>`)}
      </select>
      <button class="icon" id="menu-button" aria-label=${r.menu} title=${r.menu} aria-expanded=${n ? "true" : "false"} aria-controls="menu" @click=${i.toggleMenu}>${et()}</button>
      <button class="icon" id="close" aria-label=${r.close} title=${r.close} @click=${i.close}>${$e()}</button>
      <div id="menu" ?hidden=${!n}>
        ${n ? A`<button @click=${i.startAnew}>${r.newConversation}</button>
              <button @click=${i.askErase}>${r.erase}</button>` : N}
      </div>
    </header>`;
}
function vt(e, t, n) {
	return A`
    <div class="confirm" role="group" aria-labelledby="erase-question">
      <p id="erase-question">${e.eraseQuestion}</p>
      <button class="danger" @click=${t}>${e.eraseYes}</button>
      <button class="plain" id="cancel" @click=${n}>${e.cancel}</button>
    </div>`;
}
// node_modules/lit-html/directive.js
var yt = {
	ATTRIBUTE: 1,
	CHILD: 2,
	PROPERTY: 3,
	BOOLEAN_ATTRIBUTE: 4,
	EVENT: 5,
	ELEMENT: 6
}, bt = (e) => (...t) => ({
	_$litDirective$: e,
	values: t
}), xt = class {
	constructor(e) {}
	get _$AU() {
		return this._$AM._$AU;
	}
	_$AT(e, t, n) {
		this._$Ct = e, this._$AM = t, this._$Ci = n;
	}
	_$AS(e, t) {
		return this.update(e, t);
	}
	update(e, t) {
		return this.render(...t);
	}
}, { I: St } = we, Ct = (e) => e, wt = () => document.createComment(""), Q = (e, t, n) => {
	let r = e._$AA.parentNode, i = t === void 0 ? e._$AB : t._$AA;
	if (n === void 0) n = new St(r.insertBefore(wt(), i), r.insertBefore(wt(), i), e, e.options);
	else {
		let t = n._$AB.nextSibling, a = n._$AM, o = a !== e;
		if (o) {
			let t;
			n._$AQ?.(e), n._$AM = e, n._$AP !== void 0 && (t = e._$AU) !== a._$AU && n._$AP(t);
		}
		if (t !== i || o) {
			let e = n._$AA;
			for (; e !== t;) {
				let t = Ct(e).nextSibling;
				Ct(r).insertBefore(e, i), e = t;
			}
		}
	}
	return n;
}, $ = (e, t, n = e) => (e._$AI(t, n), e), Tt = {}, Et = (e, t = Tt) => e._$AH = t, Dt = (e) => e._$AH, Ot = (e) => {
	e._$AR(), e._$AA.remove();
}, kt = (e, t, n) => {
	let r = /* @__PURE__ */ new Map();
	for (let i = t; i <= n; i++) r.set(e[i], i);
	return r;
}, At = bt(class extends xt {
	constructor(e) {
		if (super(e), e.type !== yt.CHILD) throw Error("repeat() can only be used in text expressions");
	}
	dt(e, t, n) {
		let r;
		n === void 0 ? n = t : t !== void 0 && (r = t);
		let i = [], a = [], o = 0;
		for (let t of e) i[o] = r ? r(t, o) : o, a[o] = n(t, o), o++;
		return {
			values: a,
			keys: i
		};
	}
	render(e, t, n) {
		return this.dt(e, t, n).values;
	}
	update(e, [t, n, r]) {
		let i = Dt(e), { values: a, keys: o } = this.dt(t, n, r);
		if (!Array.isArray(i)) return this.ut = o, a;
		let s = this.ut ??= [], c = [], l, u, d = 0, f = i.length - 1, p = 0, m = a.length - 1;
		for (; d <= f && p <= m;) if (i[d] === null) d++;
		else if (i[f] === null) f--;
		else if (s[d] === o[p]) c[p] = $(i[d], a[p]), d++, p++;
		else if (s[f] === o[m]) c[m] = $(i[f], a[m]), f--, m--;
		else if (s[d] === o[m]) c[m] = $(i[d], a[m]), Q(e, c[m + 1], i[d]), d++, m--;
		else if (s[f] === o[p]) c[p] = $(i[f], a[p]), Q(e, i[d], i[f]), f--, p++;
		else if (l === void 0 && (l = kt(o, p, m), u = kt(s, d, f)), l.has(s[d])) {
			if (l.has(s[f])) {
				let t = u.get(o[p]), n = t === void 0 ? null : i[t];
				if (n === null) {
					let t = Q(e, i[d]);
					$(t, a[p]), c[p] = t;
				} else c[p] = $(n, a[p]), Q(e, i[d], n), i[t] = null;
				p++;
			} else Ot(i[f]), f--;
		} else Ot(i[d]), d++;
		for (; p <= m;) {
			let t = Q(e, c[m + 1]);
			$(t, a[p]), c[p++] = t;
		}
		for (; d <= f;) {
			let e = i[d++];
			e !== null && Ot(e);
		}
		return this.ut = o, Et(e, c), M;
	}
});
// src/view/message.ts
function jt(e, t, n, r, i) {
	return A`
    <div class="turn" data-state=${e.state}>
      <div class="message visitor" part="message visitor-message" lang=${e.language}>
        <span class="hidden" lang=${n}>${r.you}: </span><p dir="auto">${e.shown}</p>
      </div>
      ${e.reply ? Nt(e, e.reply, t, n, r, i) : N}
      ${e.state === "failed" || e.state === "held" ? Mt(e, r, i) : N}
    </div>`;
}
function Mt(e, t, n) {
	return A`<div class="failed">
    ${e.reply ? N : A`<span>${t.notSent}</span>`}
    <button class="plain" @click=${() => n.again(e)}>${ot()} ${t.sendAgain}</button>
  </div>`;
}
function Nt(e, t, n, r, i, a) {
	let o = t.kind === "suggest";
	return A`
    <div class="message assistant" part="message assistant-message" lang=${t.language}>
      <span class="hidden" lang=${r}>${i.assistant}: </span>${Pt(t.text)}
      ${t.source ? It(t.source, r, i) : N}
    </div>
    ${t.kind === "answer" || t.kind === "gap" ? Rt(e, t, i, a) : N}
    ${n ? Ft(t.suggestions, o ? i.didYouMean : i.suggestions, t.language, r, a) : N}`;
}
function Pt(e) {
	return e.split(/\n{2,}/).map((e) => A`<p dir="auto">${e}</p>`);
}
function Ft(e, t, n, r, i) {
	return e.length ? A`<div class="suggestions" role="group" aria-label=${t} lang=${r}>
    ${e.map((e) => A`<button class="suggestion" part="suggestion" lang=${n} @click=${() => i.choose(e)}>${e.title}</button>`)}
  </div>` : N;
}
function It(e, t, n) {
	let r = He(e.url);
	return A`<details class="source" part="source" lang=${t}>
    <summary>${n.source}</summary>
    <dl>
      <dt class="hidden">${n.source}</dt><dd lang="en">${e.title}</dd>
      ${e.date ? A`<dt>${n.date}</dt><dd>${Lt(e.date, t)}</dd>` : N}
      ${e.paragraph ? A`<dt>${n.paragraph}</dt><dd>${e.paragraph.replace(/^p(?=\d)/, "")}</dd>` : N}
    </dl>
    ${r ? A`<a href=${r} target="_blank" rel="noopener noreferrer">${n.openSource} ${at()}</a>` : N}
  </details>`;
}
function Lt(e, t) {
	let n = /^[A-Z][a-z]+ \d{4}$/.test(e) ? Date.parse(`1 ${e} UTC`) : NaN;
	return Number.isNaN(n) ? e : new Intl.DateTimeFormat(t, {
		year: "numeric",
		month: "long",
		timeZone: "UTC"
	}).format(n);
}
function Rt(e, t, n, r) {
	let i = (t, n, i) => A`
    <button class="icon" aria-label=${n} title=${n} aria-pressed=${e.rating === t ? "true" : "false"} @click=${() => r.rate(e, t)}>${i}</button>`;
	return A`<div class="tools">
    ${i("up", n.helpful, rt())} ${i("down", n.notHelpful, it())}
    <button class="icon" aria-label=${n.copy} title=${n.copy} @click=${() => r.copy(t)}>${nt()}</button>
  </div>`;
}
// src/view/log.ts
function zt(e, t, n, r) {
	let i = e.greetings[t], { turns: a } = e, o = a.some((e) => e.state === "accepted" || e.state === "waiting") && e.connection === "good" && !e.pause;
	return A`
    <div id="log" part="log" role="log" aria-live="off" aria-label=${n.conversation} tabindex="0">
      ${i ? A`<div class="message assistant" part="message assistant-message" lang=${t}>
              <span class="hidden">${n.assistant}: </span>${Pt(i.text)}
            </div>
            ${a.length ? N : Ft(i.suggestions, n.suggestions, t, t, r)}` : N}
      ${At(a, (e) => e.id, (e, i) => jt(e, i === a.length - 1, t, n, r))}
      ${o ? A`<div class="message assistant typing"><span class="hidden">${n.typing}</span><i></i><i></i><i></i></div>` : N}
    </div>`;
}
function Bt(e, t) {
	return e.pause ? t.tooMany(e.pause) : e.connection === "offline" ? t.offline : e.connection === "unreachable" ? t.unreachable : e.connection === "refused" ? t.notOnThisSite : e.notice ? t[e.notice] : null;
}
// src/antwerp-chat.ts
var Vt = new URL(import.meta.url).origin, Ht = class extends B {
	static {
		this.styles = ft;
	}
	static {
		this.properties = {
			language: { type: String },
			heading: { type: String },
			server: { type: String },
			open: {
				type: Boolean,
				reflect: !0
			},
			current: { state: !0 },
			draft: { state: !0 },
			menuOpen: { state: !0 },
			erasing: { state: !0 },
			unread: { state: !0 },
			announced: { state: !0 },
			copied: { state: !0 }
		};
	}
	constructor() {
		super(), this.pageObserver = null, this.phone = new ct(this), this.open = !1, this.current = "en", this.draft = "", this.menuOpen = !1, this.erasing = !1, this.unread = !1, this.announced = null, this.copied = null;
	}
	connectedCallback() {
		super.connectedCallback();
		let e = new URL(this.server ?? Vt, location.href).origin;
		this.store = new lt(e);
		let t = this.store.read();
		this.current = this.firstLanguage(), this.conversation = new Ze(new Ge(e), this.store, () => this.current), this.conversation.watch(), this.conversation.addEventListener("change", () => this.requestUpdate()), this.conversation.addEventListener("reply", (e) => this.replied(e.detail)), this.pageObserver = new MutationObserver(() => this.followPage()), this.pageObserver.observe(document.documentElement, {
			attributes: !0,
			attributeFilter: ["lang"],
			subtree: !0
		}), t.open && !this.phone.isPhone && (this.open = !0), (this.open || t.unsent?.length) && this.conversation.load();
	}
	disconnectedCallback() {
		super.disconnectedCallback(), this.conversation.stop(), this.pageObserver?.disconnect(), this.phone.release();
	}
	show() {
		this.open = !0, this.updateComplete.then(() => this.byId(matchMedia("(pointer: coarse)").matches ? "panel" : "input")?.focus());
	}
	hide() {
		this.open = !1, this.updateComplete.then(() => this.byId("launcher")?.focus());
	}
	willUpdate(e) {
		e.has("language") && this.hasUpdated && this.setLanguage(H(this.language) ?? this.current), e.has("open") && !this.open && (this.menuOpen = this.erasing = !1), e.has("open") && this.open && (this.unread = !1);
	}
	updated(e) {
		e.has("open") && (this.open || e.get("open")) && (this.store.write({ open: this.open }), this.open && this.conversation.load(), this.open ? this.phone.fill() : this.phone.release(), this.emit(this.open ? "open" : "close"), this.open && this.toEnd());
	}
	render() {
		let e = V[this.current], t = this.unread ? e.openUnread : e.open;
		return A`
      <div class="root" lang=${this.current}>
        ${this.open ? this.panel() : A`<button id="launcher" part="launcher" class=${this.unread ? "unread" : ""} aria-label=${t} title=${t} aria-expanded="false" aria-haspopup="dialog" @click=${this.show}>${Qe()}</button>`}
        <div class="hidden" role="status" aria-live="polite" lang=${this.announced?.language ?? this.current}>${this.announced?.text ?? N}</div>
      </div>`;
	}
	panel() {
		let e = V[this.current], t = this.copied === null ? Bt(this.conversation, e) : this.copied ? e.copied : e.copyFailed;
		return A`
      <section id="panel" part="panel" role="dialog" aria-modal=${this.phone.isPhone ? "true" : N} aria-labelledby="title" tabindex="-1" @keydown=${this.pressed}>
        ${_t(this.heading || e.title, this.current, this.menuOpen, e, {
			close: () => this.hide(),
			toggleMenu: () => this.menuOpen = !this.menuOpen,
			setLanguage: (e) => this.setLanguage(e),
			startAnew: () => this.startAnew(),
			askErase: () => this.askErase()
		})}
        ${zt(this.conversation, this.current, e, {
			again: (e) => this.conversation.again(e),
			choose: (e) => this.choose(e),
			copy: (e) => void this.copy(e.text),
			rate: (e, t) => void this.conversation.rate(e, t)
		})}
        <p class="notice" part="notice" role="status" ?data-empty=${!t}>${t ?? N}</p>
        ${this.erasing ? vt(e, () => void this.erase(), () => this.stopErasing()) : gt(this.draft, e, {
			input: (e) => this.draft = e,
			send: () => this.send(this.draft.trim())
		})}
        <p class="privacy">${e.privacy}</p>
      </section>`;
	}
	send(e, t = e) {
		if (!e || ht(e) > 1e3) return;
		let n = this.conversation.send(e, t);
		this.draft = "", this.announced = null, this.emit("message", {
			from: "visitor",
			id: n.id,
			text: e,
			language: this.current
		}), this.toEnd();
	}
	choose(e) {
		this.send(e.payload, e.title), this.byId("log")?.focus();
	}
	startAnew() {
		this.menuOpen = !1, this.conversation.startAnew(), this.focusInput();
	}
	askErase() {
		this.menuOpen = !1, this.erasing = !0, this.updateComplete.then(() => this.byId("cancel")?.focus());
	}
	async erase() {
		await this.conversation.erase(), this.stopErasing();
	}
	stopErasing() {
		this.erasing = !1, this.focusInput();
	}
	async copy(e) {
		this.copied = await navigator.clipboard.writeText(e).then(() => !0, () => !1), setTimeout(() => this.copied = null, 3e3);
	}
	pressed(e) {
		if (e.key === "Escape" && !e.isComposing) {
			if (e.stopPropagation(), this.erasing) return this.stopErasing();
			if (!this.menuOpen) return this.hide();
			this.menuOpen = !1, this.byId("menu-button")?.focus();
		}
		this.phone.keepFocus(e);
	}
	replied(e) {
		let t = e.reply;
		t && (this.setLanguage(t.language), this.announced = {
			text: `${V[t.language].assistant}: ${t.text}`,
			language: t.language
		}, this.open || (this.unread = !0), this.emit("message", {
			from: "assistant",
			id: e.id,
			text: t.text,
			language: t.language,
			kind: t.kind
		}), this.toEnd());
	}
	firstLanguage() {
		let e = this.store.read(), t = U(this), n = e.pageLanguage === t ? e.language : null;
		return H(this.language) ?? H(n) ?? t ?? Ie();
	}
	setLanguage(e) {
		this.current = e, this.store.write({
			language: e,
			pageLanguage: U(this)
		});
	}
	followPage() {
		let e = U(this);
		e && !this.language && e !== this.store.read().pageLanguage && this.setLanguage(e);
	}
	toEnd() {
		this.updateComplete.then(() => this.byId("log")?.scrollTo({ top: 2 ** 53 - 1 }));
	}
	focusInput() {
		this.updateComplete.then(() => this.byId("input")?.focus());
	}
	byId(e) {
		return this.renderRoot.querySelector(`#${e}`);
	}
	emit(e, t) {
		this.dispatchEvent(new CustomEvent(`antwerp-chat:${e}`, {
			detail: t,
			bubbles: !0,
			composed: !0
		}));
	}
};
// src/index.ts
customElements.get("antwerp-chat") || customElements.define("antwerp-chat", Ht);
